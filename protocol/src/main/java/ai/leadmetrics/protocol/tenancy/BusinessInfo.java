package ai.leadmetrics.protocol.tenancy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who a business is in law and how it is reached.
 *
 * @param state as the tax authority writes it
 * @param country ISO 3166, two capital letters
 * @param gstin Indian tax number of 15 characters; begins with the state's code and holds the PAN
 * @param pan Indian income tax number of 10 characters
 */
public record BusinessInfo(
    @Nullable String legalName,
    @Nullable String street,
    @Nullable String city,
    @Nullable String state,
    @Nullable String postalCode,
    @Nullable String country,
    @Nullable String gstin,
    @Nullable String pan,
    @Nullable String phone,
    @Nullable String email,
    @Nullable String website) {

  public static final BusinessInfo NONE =
      new BusinessInfo(null, null, null, null, null, null, null, null, null, null, null);

  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Pattern GSTIN =
      Pattern.compile("\\d{2}[A-Z]{5}\\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]");
  private static final Pattern PAN = Pattern.compile("[A-Z]{5}\\d{4}[A-Z]");
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()-]{5,24}");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,190}");

  Map<String, String> problems() {
    var problems = new LinkedHashMap<String, String>();
    var limits = new Limits(problems);
    limits.optional("legalName", legalName, 200);
    limits.optional("street", street, 300);
    limits.optional("city", city, 100);
    limits.optional("state", state, 100);
    limits.optional("postalCode", postalCode, 20);
    limits.matches("country", country, COUNTRY, "must be two capital letters such as IN");
    limits.matches("gstin", gstin, GSTIN, "must be a GSTIN such as 32ABCDE1234F1Z5");
    limits.matches("pan", pan, PAN, "must be a PAN such as ABCDE1234F");
    limits.require(
        "pan",
        pan == null || gstin == null || gstin.startsWith(pan, 2),
        "must be the PAN that the GSTIN holds");
    limits.matches("phone", phone, PHONE, "must be a phone number");
    limits.matches("email", email, EMAIL, "must be an e-mail address");
    limits.web("website", website);
    return problems;
  }
}
