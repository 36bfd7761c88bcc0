/** The part of fs-native-extensions used here; the package ships no types. */
declare module 'fs-native-extensions' {
  /** Takes the operating system's exclusive lock on an open file, or answers false if another open file has it. */
  export function tryLock(fd: number): boolean;
}
