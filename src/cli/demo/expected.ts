/** What three of the demo's customers must be charged, worked out by hand from the story. */

/** Customer to the totals of its invoices, in order. */
export const EXPECTED_TOTALS: Readonly<Record<string, readonly string[]>> = {
  /*
   * Acme, USD: 10 requests of 1,000 tokens a day; 49.00 a month in advance.
   * Tokens: 100,000 x 0.0002 = 20.00, next 150,000 x 0.00015 = 22.50, rest x 0.0001. Requests: 0.0125 each.
   *   January  310,000 tokens: 20.00 + 22.50 + 60,000 x 0.0001 = 48.50; 310 requests: 3.875, rounded 3.88
   *   February 280,000 tokens: 20.00 + 22.50 + 30,000 x 0.0001 = 45.50; 280 requests: 3.50
   *   late     300,000 tokens: 20.00 + 22.50 + 50,000 x 0.0001 = 47.50, so 2.00 more; 300 requests: 3.75, so 0.25 more
   *   March    as January
   * 49.00 | 49.00 + 48.50 + 3.88 | 49.00 + 45.50 + 3.50 | 49.00 + 48.50 + 3.88 + 2.00 + 0.25
   */
  acme: ['49.00', '101.38', '98.00', '103.63'],
  /*
   * Sakura, JPY (no decimals): 8 requests of 2,500 tokens a day; 7,000 a month in advance.
   * Tokens: 100,000 x 0.03 = 3,000, next 150,000 x 0.0225 = 3,375, rest x 0.015. Requests: 1.55 each.
   *   January  620,000 tokens: 6,375 + 370,000 x 0.015 = 11,925; 248 requests: 384.4, rounded 384
   *   February 560,000 tokens: 6,375 + 310,000 x 0.015 = 11,025; 224 requests: 347.2, rounded 347
   *   March    as January
   */
  sakura: ['7000', '19309', '18372', '19309'],
  /*
   * Dana, KWD (three decimals): 5 requests of 1,234 tokens a day; 15.000 a month in advance.
   * Tokens: 100,000 x 0.00006 = 6.000, next 150,000 x 0.000045. Requests: 0.0037 each.
   *   January  191,270 tokens: 6.000 + 91,270 x 0.000045 = 10.10715, rounded 10.107; 155 requests: 0.5735, rounded 0.574
   *   February 172,760 tokens: 6.000 + 72,760 x 0.000045 = 9.2742, rounded 9.274; 140 requests: 0.518
   *   March    as January
   */
  dana: ['15.000', '25.681', '24.792', '25.681'],
};

/** Island starts on 11 January, so its first fee is 21 of 31 days of 49.00: 33.1935..., rounded 33.19. */
export const EXPECTED_FIRST_FEE = { externalId: 'island', amount: '33.19' } as const;
