package ai.leadmetrics.protocol.kit;

/** The kinds of things that have ids, and the prefix their ids start with. */
public enum Kind {
  TENANT("ten"),
  CHANNEL("chan"),
  CONTACT("cont"),
  CONVERSATION("conv"),
  MESSAGE("msg"),
  LEAD("lead"),
  RUN("run"),
  USER("user"),
  DEAD_LETTER("dead"),
  KNOWLEDGE("know"),
  SESSION("sess"),
  TEAM("team"),
  INVITATION("invt"),
  PASSKEY("pkey"),
  TOKEN("tokn"),
  PUSH("push"),
  CREDITS("cred"),
  ENTRY("entr"),
  SUBSCRIPTION("sub"),
  INVOICE("inv"),
  BUDGET("budg"),
  CREDIT_NOTE("crn"),
  PAYMENT("pay"),
  NOTIFICATION("note"),
  MAIL("mail"),
  ALARM("alrm"),
  AUDIT("audt");

  private final String prefix;

  Kind(String prefix) {
    this.prefix = prefix + '_';
  }

  /** With the underscore: {@code conv_}. */
  public String prefix() {
    return prefix;
  }
}
