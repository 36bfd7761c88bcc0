/** Nodes of UBL, as `xmlbuilder2` reads them: names to texts, to nodes, or to lists of either, in the order of the schema. */

export interface UblNode {
  readonly [name: string]: string | UblNode | readonly UblNode[] | null;
}

/** Leaves out what is not there: an element without content is an error (PEPPOL and EN 16931 alike). */
export function given(node: UblNode): UblNode {
  return Object.fromEntries(Object.entries(node).filter(([, value]) => value !== null && value !== ''));
}
