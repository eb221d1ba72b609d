package ai.leadmetrics.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;

/** A key and a certificate that vouches for itself, made by the JDK's keytool, as PEM files. */
record ClusterCertificates(Path key, Path certificate) {
  private static final char[] PASSWORD = "changeit".toCharArray();

  static ClusterCertificates make(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    var store = folder.resolve("node.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    int ended =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "node",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=leadmetrics",
                "-ext",
                "bc=ca:true",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start()
            .waitFor();
    if (ended != 0) {
      throw new AssertionError("keytool ended with " + ended);
    }
    var keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    return new ClusterCertificates(
        pem(folder.resolve("node.key"), "PRIVATE KEY", keys.getKey("node", PASSWORD).getEncoded()),
        pem(folder.resolve("node.crt"), "CERTIFICATE", keys.getCertificate("node").getEncoded()));
  }

  private static Path pem(Path file, String kind, byte[] bytes) throws IOException {
    var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        file,
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, text),
        StandardCharsets.US_ASCII);
  }

  /** The settings of a node that shows it, and believes nobody else. */
  Map<String, Object> settings() {
    return Map.of(
        "leadmetrics.cluster.tls.enabled", true,
        "leadmetrics.cluster.tls.key", key.toString(),
        "leadmetrics.cluster.tls.certificate", certificate.toString(),
        "leadmetrics.cluster.tls.ca", certificate.toString());
  }
}
