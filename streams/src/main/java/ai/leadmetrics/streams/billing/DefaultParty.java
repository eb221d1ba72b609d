package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.BillingParty;
import ai.leadmetrics.protocol.billing.IndianStates;
import ai.leadmetrics.protocol.billing.TaxIds;
import ai.leadmetrics.protocol.tenancy.BusinessInfo;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    var named = info.state() == null ? Optional.<String>empty() : IndianStates.find(info.state());
    return named.or(() -> byPinCode(info.postalCode())).orElse(null);
  }

  /** Only where a PIN code lies in one state alone. */
  private static Optional<String> byPinCode(@Nullable String postalCode) {
    var states = postalCode == null ? Set.<String>of() : IndianStates.ofPinCode(postalCode);
    return states.size() == 1 ? Optional.of(states.iterator().next()) : Optional.empty();
  }
}
