package io.cancernet.common.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cancernet.common.testing.TestCertificate;
import io.cancernet.embedded.SharedStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of an encrypted connection to Postgres that SECURITY.md names, against a real server with TLS. */
class EncryptedDatabaseIT {

    private static final Map<String, String> STACK = SharedStack.configuration();

    @TempDir
    Path folder = Path.of(".");

    @BeforeEach
    void turnTlsOn() throws SQLException {
        TestCertificate certificate = TestCertificate.in(folder);
        try (Connection server = administrator()) {
            execute(server, "alter system set ssl_cert_file = '%s'".formatted(certificate.certificate()));
            execute(server, "alter system set ssl_key_file = '%s'".formatted(certificate.key()));
            execute(server, "alter system set ssl = on");
            execute(server, "select pg_reload_conf()");
        }
        awaitTls("on");
    }

    @AfterEach
    void turnTlsOff() throws SQLException {
        try (Connection server = administrator()) {
            execute(server, "alter system reset ssl");
            execute(server, "alter system reset ssl_cert_file");
            execute(server, "alter system reset ssl_key_file");
            execute(server, "select pg_reload_conf()");
        }
        awaitTls("off");
    }

    @Test
    void serverOfATrustedAuthority_isSpokenToEncrypted() throws SQLException {
        try (Connection service = connect("?sslmode=verify-full&sslrootcert=" + folder.resolve("certificate.pem"))) {
            assertThat(text(service, "select ssl::text from pg_stat_ssl where pid = pg_backend_pid()"))
                    .isEqualTo("true");
        }
    }

    @Test
    void serverOfAnotherAuthority_isNotSpokenTo() throws Exception {
        Path others = Files.createDirectory(folder.resolve("others"));
        TestCertificate other = TestCertificate.in(others);

        assertThatThrownBy(() -> connect("?sslmode=verify-full&sslrootcert=" + other.certificate()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("SSL");
    }

    private static void awaitTls(String state) {
        await().until(() -> {
            try (Connection server = connect("")) {
                return text(server, "show ssl").equals(state);
            }
        });
    }

    /** The embedded server's superuser, who needs no password. */
    private static Connection administrator() throws SQLException {
        return DriverManager.getConnection(STACK.get("quarkus.datasource.jdbc.url"), "postgres", "");
    }

    private static Connection connect(String query) throws SQLException {
        return DriverManager.getConnection(
                STACK.get("quarkus.datasource.jdbc.url") + query,
                STACK.get("quarkus.datasource.username"),
                STACK.get("quarkus.datasource.password"));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
