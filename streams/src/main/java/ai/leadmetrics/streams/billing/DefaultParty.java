package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.BillingParty;
import ai.leadmetrics.protocol.billing.IndianStates;
import ai.leadmetrics.protocol.billing.TaxIds;
import ai.leadmetrics.protocol.tenancy.BusinessInfo;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who a tenant is on invoices as long as only its settings say anything about it. */
final class DefaultParty {
  private static final String INDIA = "IN";

  private DefaultParty() {}

  /** Takes over what fits together; a tax number that does not is left out. */
  static BillingParty of(TenantFacts facts, String otherwise) {
    var info = facts.settings().info() == null ? BusinessInfo.NONE : facts.settings().info();
    var profile = facts.profile();
    var name = profile == null || profile.name().isBlank() ? otherwise : profile.name();
    var country = info.country() == null ? INDIA : info.country();
    boolean inIndia = country.equals(INDIA);
    var gstin =
        inIndia && info.gstin() != null && TaxIds.isGstin(info.gstin()) ? info.gstin() : null;
    return new BillingParty(
        info.legalName() == null ? name : info.legalName(),
        address(info),
        country,
        inIndia ? state(info, gstin) : null,
        gstin,
        info.pan() != null && TaxIds.isPan(info.pan()) ? info.pan() : null,
        false);
  }

  private static String address(BusinessInfo info) {
    return Stream.of(info.street(), info.city(), info.state(), info.postalCode())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(", "));
  }

  private static @Nullable String state(BusinessInfo info, @Nullable String gstin) {
    if (gstin != null) {
      return TaxIds.stateOf(gstin);
    }
    var named = info.state();
    return named == null
        ? null
        : IndianStates.all().entrySet().stream()
            .filter(state -> state.getValue().equalsIgnoreCase(named.strip()))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(null);
  }
}
