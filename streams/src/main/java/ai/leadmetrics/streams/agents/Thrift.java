package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.billing.TokenSpending;

/** How an agent saves when the month's tokens get short. */
enum Thrift {
  /** There is enough. */
  NONE,
  /** From 80 %: short answers, with less to read beforehand. */
  SHORT,
  /** From 95 %: the business's own words without a model. */
  OWN_WORDS,
  /** From 100 %: people answer. */
  PEOPLE;

  private static final double SHORT_FROM = 0.8;
  private static final double OWN_WORDS_FROM = 0.95;

  static Thrift of(TokenSpending spending) {
    double share = spending.share();
    if (share >= 1) {
      return PEOPLE;
    }
    return share >= OWN_WORDS_FROM ? OWN_WORDS : share >= SHORT_FROM ? SHORT : NONE;
  }
}
