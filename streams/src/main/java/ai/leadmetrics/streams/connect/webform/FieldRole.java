package ai.leadmetrics.streams.connect.webform;

import java.util.Set;
import java.util.regex.Pattern;

/** What a field of a form is for, by the names that builders of forms and their users give. */
enum FieldRole {
  SUBMISSION(
      "submissionid", "entryid", "leadgenid", "uniquequeryid", "formsubmissionid", "responseid"),
  HONEYPOT(
      "honeypot",
      "hp",
      "gotcha",
      "botfield",
      "botcheck",
      "hpfield",
      "honey",
      "nospam",
      "areyouhuman",
      "leavethisblank",
      "leaveblank",
      "akhptextarea"),
  SECONDS("elapsed", "elapsedseconds", "secondstofill", "filltime", "timetofill"),
  FIRST_NAME("firstname", "fname", "first", "givenname", "forename", "namefirst", "vorname"),
  LAST_NAME(
      "lastname", "lname", "last", "surname", "familyname", "namelast", "secondname", "nachname"),
  NAME(
      "name",
      "fullname",
      "contactname",
      "customername",
      "clientname",
      "guestname",
      "sendername",
      "personname",
      "username",
      "names",
      "whatisyourname",
      "whatsyourname",
      "nombre",
      "nom",
      "नाम"),
  EMAIL(
      "email",
      "mail",
      "emailaddress",
      "emailid",
      "mailid",
      "contactemail",
      "customeremail",
      "senderemail",
      "workemail",
      "businessemail",
      "replyto",
      "correo",
      "ईमेल"),
  PHONE(
      "phone",
      "mobile",
      "tel",
      "telephone",
      "whatsapp",
      "number",
      "phonenumber",
      "mobilenumber",
      "mobileno",
      "phoneno",
      "contactnumber",
      "contactno",
      "contactphone",
      "customerphone",
      "telephonenumber",
      "telno",
      "cell",
      "cellphone",
      "cellnumber",
      "whatsappnumber",
      "whatsappno",
      "sendermobile",
      "senderphone",
      "mobilephone",
      "workphone",
      "workphonenumber",
      "callback",
      "callbacknumber",
      "phone1",
      "phone2",
      "alternatephone",
      "alternatenumber",
      "telefono",
      "telefon",
      "फोन"),
  MESSAGE(
      "message",
      "comments",
      "comment",
      "enquiry",
      "inquiry",
      "question",
      "questions",
      "query",
      "notes",
      "note",
      "text",
      "messagetext",
      "enquirymessage",
      "querymessage",
      "textarea",
      "requirement",
      "requirements",
      "howcanwehelp",
      "howcanwehelpyou",
      "mensaje",
      "nachricht",
      "संदेश"),
  PAGE("page", "pageurl", "pageuri", "referrer", "referer", "sourceurl", "landingpage"),
  OTHER;

  private static final Pattern BEFORE = Pattern.compile("^(?:your|my|the|wpforms|input|field)+");

  @SuppressWarnings("ImmutableEnumChecker") // it comes from Set.of
  private final Set<String> keys;

  FieldRole(String... keys) {
    this.keys = Set.of(keys);
  }

  /**
   * The role of a field.
   *
   * @param key as {@link FormFields#key} writes it
   */
  static FieldRole of(String key) {
    for (var candidate : new String[] {key, BEFORE.matcher(key).replaceFirst("")}) {
      for (var role : values()) {
        if (role.keys.contains(candidate)) {
          return role;
        }
      }
    }
    return OTHER;
  }
}
