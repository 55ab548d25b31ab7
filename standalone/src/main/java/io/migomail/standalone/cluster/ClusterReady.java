package io.migomail.standalone.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * Where a started cluster is reached, and with which keys.
 *
 * @param http base URLs of the REST API, one an ingress node
 * @param smtp address:port of submission, one an ingress node
 * @param account SMTP user name
 * @param from a sender address that works
 * @param ca file of the authority that signed the SMTP certificate
 * @param inbox page that shows what arrived; empty where no mail is captured
 * @param jobManagers base URLs of Flink's REST API
 * @param kafka bootstrap servers
 * @param data data folder
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ClusterReady(
        List<String> http,
        List<String> smtp,
        String account,
        String liveKey,
        String sandboxKey,
        String from,
        String ca,
        String inbox,
        List<String> jobManagers,
        String kafka,
        String data) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One line of JSON. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts is always JSON", e);
        }
    }

    /** What an operator needs next. */
    public String text() {
        return """

                Migomail is ready, in several processes.

                  REST   %s
                  SMTP   %s   user %s, password = the key below, CA file %s
                  key    %s   (sandbox: %s)
                  inbox  %s
                  Kafka  %s
                  Flink  %s
                  data   %s

                ./migomail cluster status         what runs
                ./migomail cluster kill tm-1      kill -9; stop and cont freeze and thaw; start starts it again
                ./migomail cluster down           ends all of it; the data stays
                """.formatted(
                        String.join("  ", http),
                        String.join("  ", smtp),
                        account,
                        ca,
                        liveKey,
                        sandboxKey,
                        inbox.isEmpty() ? "(mail is delivered, none is captured)" : inbox,
                        kafka,
                        String.join("  ", jobManagers),
                        data);
    }
}
