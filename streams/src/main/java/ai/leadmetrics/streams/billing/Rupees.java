package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.Money;
import java.util.ArrayList;
import java.util.List;

/** Amounts as India writes them: grouped by thousand, lakh and crore, and in words. */
final class Rupees {
  private static final long PAISE = 100;
  private static final int HUNDRED = 100;
  private static final int THOUSAND = 1_000;
  private static final long LAKH = 100_000;
  private static final long CRORE = 10_000_000;

  private static final List<String> SMALL =
      List.of(
          "zero",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen",
          "fifteen",
          "sixteen",
          "seventeen",
          "eighteen",
          "nineteen");
  private static final List<String> TENS =
      List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");

  private Rupees() {}

  /** 123456789 paise are 12,34,567.89. */
  static String figures(long paise) {
    return Money.inr(paise).shown().replace("₹", "");
  }

  /** Rupees one lakh twenty-three thousand and fifty paise only. */
  static String words(long paise) {
    long rest = Math.abs(paise % PAISE);
    return "Rupees "
        + (paise < 0 ? "minus " : "")
        + number(Math.abs(paise / PAISE))
        + (rest == 0 ? "" : " and " + number(rest) + " paise")
        + " only";
  }

  private static String number(long n) {
    if (n == 0) {
      return SMALL.getFirst();
    }
    var parts = new ArrayList<String>();
    if (n >= CRORE) {
      parts.add(number(n / CRORE) + " crore");
    }
    int lakhs = (int) (n % CRORE / LAKH);
    if (lakhs > 0) {
      parts.add(belowHundred(lakhs) + " lakh");
    }
    int thousands = (int) (n % LAKH / THOUSAND);
    if (thousands > 0) {
      parts.add(belowHundred(thousands) + " thousand");
    }
    int hundreds = (int) (n % THOUSAND / HUNDRED);
    if (hundreds > 0) {
      parts.add(SMALL.get(hundreds) + " hundred");
    }
    int rest = (int) (n % HUNDRED);
    if (rest > 0) {
      parts.add(belowHundred(rest));
    }
    return String.join(" ", parts);
  }

  private static String belowHundred(int n) {
    if (n < SMALL.size()) {
      return SMALL.get(n);
    }
    var tens = TENS.get(n / 10);
    return n % 10 == 0 ? tens : tens + '-' + SMALL.get(n % 10);
  }
}
