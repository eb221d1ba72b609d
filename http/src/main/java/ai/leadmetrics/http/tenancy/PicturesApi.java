package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.FileAnswer;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.streams.tenancy.Picture;
import ai.leadmetrics.streams.tenancy.PictureStore;
import ai.leadmetrics.streams.tenancy.PictureStore.Owner;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The logo of a business and the picture of a person. */
public final class PicturesApi {
  private static final int MAX_BASE64 = 250_000;

  private final PictureStore pictures;
  private final Clock clock;

  public PicturesApi(PictureStore pictures, Clock clock) {
    this.pictures = pictures;
    this.clock = clock;
  }

  /**
   * @param picture a PNG or JPEG file in Base64; it is made to fit 256 pixels
   */
  record PictureUpload(@NotBlank @Size(max = MAX_BASE64) String picture) {
    @Override
    public String toString() {
      return "a picture of " + picture.length() + " characters";
    }
  }

  record PutPicture(@Body PictureUpload body) {}

  /**
   * @param id part of its address
   */
  record PictureShown(String id) {}

  record OnePicture(@Path(doc = "What an upload was answered with") String id) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.put("/api/v1/settings/logo", "putLogo", "Give the business a logo")
            .tenant(Permission.SETTINGS_MANAGE)
            .takes(PutPicture.class)
            .answers(
                PictureShown.class,
                (caller, request) -> put(Owner.logoOf(caller.tenant()), request)),
        Endpoint.delete("/api/v1/settings/logo", "deleteLogo", "Take the logo away")
            .tenant(Permission.SETTINGS_MANAGE)
            .does((caller, _) -> pictures.remove(Owner.logoOf(caller.tenant()))),
        Endpoint.put("/api/v1/me/picture", "putMyPicture", "Be shown with a picture")
            .signedIn()
            .always()
            .takes(PutPicture.class)
            .answers(
                PictureShown.class, (caller, request) -> put(Owner.person(caller.user()), request)),
        Endpoint.delete("/api/v1/me/picture", "deleteMyPicture", "Be shown by initials again")
            .signedIn()
            .always()
            .does((caller, _) -> pictures.remove(Owner.person(caller.user()))),
        Endpoint.get("/api/v1/pictures/{id}", "getPicture", "A logo or a person's picture, as PNG")
            .signedIn()
            .always()
            .unaudited()
            .takes(OnePicture.class)
            .servesFile((_, request) -> show(request.id())));
  }

  private CompletionStage<PictureShown> put(Owner owner, PutPicture request) {
    byte[] file;
    try {
      file = Base64.getDecoder().decode(request.body().picture());
    } catch (IllegalArgumentException e) {
      throw unreadable();
    }
    return pictures
        .put(owner, file, clock.instant())
        .thenApply(
            kept -> new PictureShown(kept.map(Picture::id).orElseThrow(PicturesApi::unreadable)));
  }

  private static ProblemException unreadable() {
    return ProblemException.invalid(
        "picture", "invalid", "must be a PNG or JPEG of at most 4096 x 4096 pixels, in Base64");
  }

  private CompletionStage<FileAnswer> show(String id) {
    return pictures
        .png(id)
        .thenApply(
            found ->
                FileAnswer.lasting(
                    "image/png",
                    id + ".png",
                    found.orElseThrow(() -> new ProblemException(CommonError.NOT_FOUND))));
  }
}
