package io.migomail.analytics.local;

import io.migomail.core.Ids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The configuration files of a local engine: one user with a password, small caches, a cap on memory.
 *
 * <p>The engine runs its own start query as {@code default} without a password, from loopback, and no option changes that.
 * So that user exists, with the rights that the query needs. Some functions ({@code file} among them) need no right at
 * all; therefore the listener serves requests with our user's very Authorization header, and answers 404 to all others.
 */
final class EngineConfig {
    private static final String SERVER = """
            <clickhouse>
              <users_config>%s</users_config>
              <tmp_path>%s/</tmp_path>
              <timezone>UTC</timezone>
              <max_server_memory_usage>%d</max_server_memory_usage>
              <mark_cache_size>67108864</mark_cache_size>
              <uncompressed_cache_size>0</uncompressed_cache_size>
              <index_mark_cache_size>16777216</index_mark_cache_size>
              <primary_index_cache_size>67108864</primary_index_cache_size>
              <text_index_tokens_cache_size>16777216</text_index_tokens_cache_size>
              <text_index_header_cache_size>16777216</text_index_header_cache_size>
              <text_index_postings_cache_size>33554432</text_index_postings_cache_size>
              <mmap_cache_size>0</mmap_cache_size>
              <max_concurrent_queries>200</max_concurrent_queries>
              <http_handlers>
                <rule>
                  <headers><Authorization>%s</Authorization></headers>
                  <handler><type>dynamic_query_handler</type><query_param_name>query</query_param_name></handler>
                </rule>
              </http_handlers>
            </clickhouse>
            """;
    private static final String USERS = """
            <clickhouse>
              <profiles><default></default></profiles>
              <quotas><default></default></quotas>
              <users>
                <%1$s>
                  <password_sha256_hex>%2$s</password_sha256_hex>
                  <networks><ip>127.0.0.1</ip></networks>
                  <profile>default</profile>
                  <quota>default</quota>
                </%1$s>
                <default>
                  <no_password/>
                  <networks><ip>127.0.0.1</ip></networks>
                  <profile>default</profile>
                  <quota>default</quota>
                  <grants>
                    <query>GRANT SYSTEM LISTEN ON *.*</query>
                    <query>GRANT SELECT ON system.numbers</query>
                  </grants>
                </default>
              </users>
            </clickhouse>
            """;

    private EngineConfig() {}

    /** Writes the files into the folder, readable by this user only, and answers the server's. */
    static Path write(Path folder, Path temporary, String user, String password, long memoryBytes) throws IOException {
        Path users = folder.resolve("users.xml");
        Path server = folder.resolve("config.xml");
        byte[] hash = Ids.sha256(password.getBytes(StandardCharsets.UTF_8));
        writePrivately(users, USERS.formatted(user, HexFormat.of().formatHex(hash)));
        writePrivately(
                server, SERVER.formatted(escape(users), escape(temporary), memoryBytes, authorization(user, password)));
        return server;
    }

    /** The header that a client sends for this user (RFC 7617). */
    static String authorization(String user, String password) {
        byte[] pair = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private static String escape(Path path) {
        return path.toString().replace("&", "&amp;").replace("<", "&lt;");
    }
}
