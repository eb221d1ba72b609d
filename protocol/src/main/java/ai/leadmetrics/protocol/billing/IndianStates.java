package ai.leadmetrics.protocol.billing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * States and union territories with their GST codes, as the GST portal lists them (25 was merged
 * into 26 in 2020, 28 was Andhra Pradesh before its division: neither is given out any more).
 */
public final class IndianStates {
  /** Stands for every place outside India in returns and on invoices. */
  public static final String ABROAD = "96";

  private static final Map<String, String> NAMES = names();

  private IndianStates() {}

  /** By code, in order. */
  public static Map<String, String> all() {
    return NAMES;
  }

  public static boolean isCode(String code) {
    return NAMES.containsKey(code);
  }

  /** The name, or the code itself where it is not known. */
  public static String name(String code) {
    return code.equals(ABROAD) ? "Outside India" : NAMES.getOrDefault(code, code);
  }

  private static Map<String, String> names() {
    var names = new LinkedHashMap<String, String>();
    names.put("01", "Jammu and Kashmir");
    names.put("02", "Himachal Pradesh");
    names.put("03", "Punjab");
    names.put("04", "Chandigarh");
    names.put("05", "Uttarakhand");
    names.put("06", "Haryana");
    names.put("07", "Delhi");
    names.put("08", "Rajasthan");
    names.put("09", "Uttar Pradesh");
    names.put("10", "Bihar");
    names.put("11", "Sikkim");
    names.put("12", "Arunachal Pradesh");
    names.put("13", "Nagaland");
    names.put("14", "Manipur");
    names.put("15", "Mizoram");
    names.put("16", "Tripura");
    names.put("17", "Meghalaya");
    names.put("18", "Assam");
    names.put("19", "West Bengal");
    names.put("20", "Jharkhand");
    names.put("21", "Odisha");
    names.put("22", "Chhattisgarh");
    names.put("23", "Madhya Pradesh");
    names.put("24", "Gujarat");
    names.put("26", "Dadra and Nagar Haveli and Daman and Diu");
    names.put("27", "Maharashtra");
    names.put("29", "Karnataka");
    names.put("30", "Goa");
    names.put("31", "Lakshadweep");
    names.put("32", "Kerala");
    names.put("33", "Tamil Nadu");
    names.put("34", "Puducherry");
    names.put("35", "Andaman and Nicobar Islands");
    names.put("36", "Telangana");
    names.put("37", "Andhra Pradesh");
    names.put("38", "Ladakh");
    names.put("97", "Other Territory");
    return Collections.unmodifiableMap(names);
  }
}
