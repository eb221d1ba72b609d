package ai.leadmetrics.protocol.tenancy;

import ai.leadmetrics.protocol.billing.IndianStates;
import ai.leadmetrics.protocol.billing.TaxIds;
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
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()-]{5,24}");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,190}");

  /** Nothing said counts as India. */
  private boolean inIndia() {
    return country == null || country.equals("IN");
  }

  Map<String, String> problems() {
    var problems = new LinkedHashMap<String, String>();
    var limits = new Limits(problems);
    limits.optional("legalName", legalName, 200);
    limits.optional("street", street, 300);
    limits.optional("city", city, 100);
    limits.optional("state", state, 100);
    limits.optional("postalCode", postalCode, 20);
    limits.matches("country", country, COUNTRY, "must be two capital letters such as IN");
    limits.require(
        "state",
        state == null || !inIndia() || IndianStates.find(state).isPresent(),
        "must be a state or union territory of India, for example Kerala or Tamil Nadu");
    limits.require(
        "gstin",
        gstin == null || TaxIds.isGstin(gstin),
        "is not a GSTIN: check its 15 characters, the last one is a check digit");
    limits.require("pan", pan == null || TaxIds.isPan(pan), "must look like AAAPL1234C");
    limits.require(
        "pan",
        pan == null || gstin == null || TaxIds.panOf(gstin).map(pan::equals).orElse(true),
        "must be the PAN that the GSTIN holds");
    limits.matches("phone", phone, PHONE, "must be a phone number");
    limits.matches("email", email, EMAIL, "must be an e-mail address");
    limits.web("website", website);
    return problems;
  }
}
