package ai.leadmetrics.streams.connect.zoho;

import ai.leadmetrics.protocol.billing.Assessment;
import ai.leadmetrics.protocol.billing.BillingParty;
import ai.leadmetrics.protocol.billing.Supply;
import ai.leadmetrics.protocol.billing.TaxedLine;
import ai.leadmetrics.streams.kit.Accounting.Customer;
import ai.leadmetrics.streams.kit.Accounting.Document;
import com.typesafe.config.Config;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How our documents look in Zoho Books, edition India. Amounts there are rupees. */
final class ZohoDocuments {
  private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

  /** Zoho refuses longer ones. */
  private static final int LONGEST_NAME = 200;

  private final Config config;

  ZohoDocuments(Config config) {
    this.config = config;
  }

  /** Names are unique there, and legal names are not: so the tenant's id is part of it. */
  static String nameOf(Customer customer) {
    var id = " (" + customer.tenant().value() + ')';
    var name = customer.party().legalName();
    return name.substring(0, Math.min(name.length(), LONGEST_NAME - id.length())) + id;
  }

  Map<String, Object> contact(Customer customer) {
    var party = customer.party();
    var contact = new LinkedHashMap<String, Object>();
    contact.put("contact_name", nameOf(customer));
    contact.put("company_name", party.legalName());
    contact.put("contact_type", "customer");
    contact.put("gst_treatment", treatment(party));
    if (party.gstin() != null) {
      contact.put("gst_no", party.gstin());
    }
    var place = place(party);
    if (!place.isEmpty()) {
      contact.put("place_of_contact", place);
    }
    contact.put("billing_address", Map.of("address", party.address(), "country", party.country()));
    return contact;
  }

  private static String treatment(BillingParty party) {
    if (!party.inIndia()) {
      return "overseas";
    }
    if (party.gstin() == null) {
      return "business_none";
    }
    return party.sez() ? "business_sez" : "business_gst";
  }

  /** Zoho's letters for a state; nothing where the settings know none. */
  private String place(BillingParty party) {
    var path = "states." + party.state();
    return party.state() != null && config.hasPath(path) ? config.getString(path) : "";
  }

  Map<String, Object> invoice(String customer, Document.Invoice invoice) {
    var body = document(customer, invoice.customer(), invoice.assessment());
    body.put("invoice_number", invoice.number());
    body.put("date", invoice.date().toString());
    body.put("due_date", invoice.due().toString());
    return body;
  }

  Map<String, Object> creditNote(String customer, Document.CreditNote note) {
    var body = document(customer, note.customer(), note.assessment());
    body.put("creditnote_number", note.number());
    body.put("date", note.date().toString());
    body.put("reference_number", note.invoice());
    body.put("notes", note.reason());
    return body;
  }

  private Map<String, Object> document(String customer, Customer of, Assessment assessment) {
    var body = new LinkedHashMap<String, Object>();
    body.put("customer_id", customer);
    var place = place(of.party());
    if (!place.isEmpty()) {
      body.put("place_of_supply", place);
    }
    body.put("is_inclusive_tax", false);
    body.put(
        "line_items", assessment.lines().stream().map(line -> line(line, assessment)).toList());
    body.put("adjustment", rupees(assessment.roundOff()));
    body.put("adjustment_description", "Rounding");
    return body;
  }

  private Map<String, Object> line(TaxedLine taxed, Assessment assessment) {
    var line = taxed.line();
    var item = new LinkedHashMap<String, Object>();
    item.put("description", line.description());
    item.put("product_type", "service");
    item.put("hsn_or_sac", line.sac());
    // What a credit note takes back of a line need not be a whole number of what was sold.
    boolean whole = taxed.taxable() == line.amount();
    item.put("quantity", whole ? line.quantity() : 1);
    item.put("rate", rupees(whole ? line.unit() : taxed.taxable()));
    var tax = config.getString(taxSetting(assessment));
    if (!tax.isBlank()) {
      item.put("tax_id", tax);
    }
    return item;
  }

  private static String taxSetting(Assessment assessment) {
    if (assessment.zeroRated()) {
      return "tax.none";
    }
    return assessment.supply() == Supply.INTRA_STATE ? "tax.intra" : "tax.inter";
  }

  Map<String, Object> payment(String customer, String invoice, Document.Payment document) {
    var payment = document.payment();
    var applied = new LinkedHashMap<String, Object>();
    applied.put("invoice_id", invoice);
    applied.put("amount_applied", rupees(payment.received()));
    if (payment.tds() > 0) {
      applied.put("tax_amount_withheld", rupees(payment.tds()));
    }
    return Map.of(
        "customer_id", customer,
        "payment_mode", payment.method(),
        "amount", rupees(payment.received()),
        "date", LocalDate.ofInstant(payment.at(), INDIA).toString(),
        "reference_number", document.number(),
        "description", payment.reference(),
        "invoices", List.of(applied));
  }

  static Map<String, Object> applied(String invoice, long paise) {
    return Map.of(
        "invoices", List.of(Map.of("invoice_id", invoice, "amount_applied", rupees(paise))));
  }

  private static BigDecimal rupees(long paise) {
    return BigDecimal.valueOf(paise, 2);
  }
}
