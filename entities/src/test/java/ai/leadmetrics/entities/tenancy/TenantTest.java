package ai.leadmetrics.entities.tenancy;

import static ai.leadmetrics.entities.kit.Given.given;

import ai.leadmetrics.protocol.tenancy.BusinessProfile;
import ai.leadmetrics.protocol.tenancy.TenancyError;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Register;
import ai.leadmetrics.protocol.tenancy.TenantCommand.UpdateProfile;
import ai.leadmetrics.protocol.tenancy.TenantEvent.ProfileUpdated;
import ai.leadmetrics.protocol.tenancy.TenantEvent.TenantRegistered;
import java.util.List;
import org.junit.jupiter.api.Test;

class TenantTest {
  private static final BusinessProfile INN = profile("Inn");
  private static final BusinessProfile OTHER = profile("Other");

  @Test
  void registersOnceUnderOneProfile() {
    given(new Tenant()).when(new Register(INN)).then(new TenantRegistered(INN));
    given(new Tenant(), new TenantRegistered(INN)).when(new Register(INN)).thenNothing();
    given(new Tenant(), new TenantRegistered(INN))
        .when(new Register(OTHER))
        .thenRefused(TenancyError.TENANT_EXISTS);
  }

  @Test
  void updatesWhatChanged() {
    var inn = given(new Tenant(), new TenantRegistered(INN));
    inn.when(new UpdateProfile(OTHER)).then(new ProfileUpdated(OTHER));
    inn.when(new UpdateProfile(INN)).thenNothing();
    given(new Tenant()).when(new UpdateProfile(INN)).thenRefused(TenancyError.TENANT_NOT_FOUND);
  }

  private static BusinessProfile profile(String name) {
    return new BusinessProfile(name, "hotel", "Asia/Kolkata", "warm", List.of());
  }
}
