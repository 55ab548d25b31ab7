package io.migomail.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The images as they were built just before, without a base. */
class ImagesIT {
    private static final String SBOM = "/usr/share/doc/migomail/sbom.cdx.json";
    private static final Path LICENCES = Path.of("../../e2e/src/test/resources/dependencies/licences.tsv");
    /** What begins each program, and where its jar is looked for. */
    private static final Map<String, List<String>> PROGRAMS = Map.of(
            "ingress", List.of("io/migomail/ingress/IngressMain.class", "log4j2-server.xml"),
            "egress", List.of("io/migomail/egress/EgressMain.class", "log4j2-server.xml"),
            "tools",
                    List.of(
                            "io/migomail/cli/Main.class",
                            "io/migomail/ingress/MigrateMain.class",
                            "io/migomail/standalone/inbox/InboxMain.class",
                            "log4j2-server.xml"),
            "flink", List.of("io/migomail/jobs/DeliveryMain.class", "io/migomail/jobs/AccountingMain.class"));

    private static final Map<String, Set<String>> PORTS = Map.of(
            "ingress", Set.of("8080/tcp", "2525/tcp", "2526/tcp", "9404/tcp"),
            "egress", Set.of("1080/tcp", "9404/tcp"),
            "tools", Set.of(),
            "flink", Set.of("6121/tcp", "6122/tcp", "6123/tcp", "6124/tcp", "8081/tcp", "9249/tcp"));

    private static Set<String> names(JsonNode object) {
        Set<String> out = new TreeSet<>();
        object.fieldNames().forEachRemaining(out::add);
        return out;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingress", "egress", "flink", "tools"})
    void aContainerRunsAsNobodySpecialAndWritesToVolumesOnly(String name) throws IOException {
        ImageTar image = ImageTar.of(name);
        JsonNode container = image.container();
        assertEquals("10001:10001", container.path("User").asText());
        assertEquals(Set.of("/tmp", "/var/lib/migomail"), names(container.path("Volumes")));
        assertTrue(texts(container.path("Env")).contains("MIGO_DATA=/var/lib/migomail"), container.toString());
        assertEquals(PORTS.get(name), names(container.path("ExposedPorts")));
        if (!name.equals("flink")) {
            assertEquals(List.of("java", "-cp", "@/app/jib-classpath-file"), texts(container.path("Entrypoint")));
            assertEquals(List.of(), texts(container.path("Cmd")), "the main class is for the arguments to say");
        }
        List<String> writable = image.files().entrySet().stream()
                .filter(each -> (each.getValue().mode() & 022) != 0)
                .map(Map.Entry::getKey)
                .toList();
        assertEquals(List.of("/var/lib/migomail"), writable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingress", "egress", "flink", "tools"})
    void itSaysWhatItIs(String name) throws IOException {
        JsonNode labels = ImageTar.of(name).container().path("Labels");
        String key = "org.opencontainers.image.";
        assertEquals("migomail/" + name, labels.path(key + "title").asText());
        assertEquals("Apache-2.0", labels.path(key + "licenses").asText());
        assertEquals("0.2.0", labels.path(key + "version").asText());
        assertTrue(labels.path(key + "description").asText().length() > 20, labels.toString());
    }

    /** What differs from build to build would be an instant, an owner or the order of files. */
    @ParameterizedTest
    @ValueSource(strings = {"ingress", "egress", "flink", "tools"})
    void nothingInItDependsOnWhenAndByWhomItWasBuilt(String name) throws IOException {
        ImageTar image = ImageTar.of(name);
        assertEquals("1970-01-01T00:00:00Z", image.config().path("created").asText());
        for (Map.Entry<String, Tar.Entry> each : image.files().entrySet()) {
            assertTrue(
                    each.getValue().modified() <= 1,
                    each.getKey() + " is of " + each.getValue().modified());
            assertEquals(0, each.getValue().uid() + each.getValue().gid(), each.getKey());
        }
        for (String jar : image.jars()) {
            if (jar.contains("/migomail-")) {
                Set<Long> times =
                        entries(image, jar).stream().map(ZipEntry::getTime).collect(Collectors.toSet());
                assertEquals(1, times.size(), jar + ": instants of its entries");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingress", "egress", "flink", "tools"})
    void itHoldsTheProgramAndNoTestNorWhatItsBaseHas(String name) throws IOException {
        ImageTar image = ImageTar.of(name);
        Set<String> classes = new TreeSet<>();
        for (String jar : image.jars()) {
            if (jar.contains("/migomail-")) {
                entries(image, jar).forEach(entry -> classes.add(entry.getName()));
            }
        }
        assertTrue(classes.containsAll(PROGRAMS.get(name)), name);
        List<String> strange = image.jars().stream()
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .filter(jar -> jar.matches("(junit|opentest4j|migomail-testkit|kafka_2|archunit|playwright).*")
                        || !name.equals("tools") && jar.startsWith("migomail-standalone")
                        || name.equals("tools") && jar.startsWith("flink-")
                        || name.equals("flink")
                                && jar.matches("flink-(runtime|streaming|clients|core|statebackend|rpc).*"))
                .toList();
        assertEquals(List.of(), strange);
        assertTrue(image.files().containsKey("/usr/share/doc/migomail/LICENSE"));
        assertTrue(image.files().containsKey("/usr/share/doc/migomail/NOTICE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingress", "egress", "flink", "tools"})
    void itsBillOfMaterialsListsEveryJarWithALicenceThatIsAllowed(String name) throws IOException {
        ImageTar image = ImageTar.of(name);
        assertNotNull(image.files().get(SBOM), "the bill of materials");
        Set<String> listed = new TreeSet<>();
        Set<String> refused = new TreeSet<>();
        Set<String> allowed = allowed();
        for (JsonNode component : image.json(SBOM).path("components")) {
            listed.add(component.path("name").asText() + "-"
                    + component.path("version").asText());
            List<String> licences = licences(component);
            boolean ours = component.path("group").asText().equals("io.migomail");
            if (!ours && licences.stream().noneMatch(allowed::contains)) {
                refused.add(component.path("purl").asText() + " " + licences);
            }
        }
        assertEquals(Set.of(), refused);
        List<String> missing = image.jars().stream()
                .map(path -> path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.jar$", ""))
                .filter(jar -> !jar.equals("migomail-jobs") && !jar.startsWith("migomail-image-"))
                .filter(jar -> listed.stream().noneMatch(jar::startsWith))
                .toList();
        assertEquals(List.of(), missing);
        assertTrue(listed.size() > 5, "components: " + listed);
    }

    private static List<String> licences(JsonNode component) {
        List<String> out = new ArrayList<>();
        for (JsonNode each : component.path("licenses")) {
            JsonNode licence = each.path("license");
            out.add(licence.path("id")
                    .asText(licence.path("name").asText(each.path("expression").asText())));
        }
        return out;
    }

    /** Names and identifiers of the licences that code under Apache-2.0 may use. */
    private static Set<String> allowed() throws IOException {
        Set<String> out = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : Files.readAllLines(LICENCES)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                out.addAll(List.of(line.split("\t")));
            }
        }
        return out;
    }

    private static List<ZipEntry> entries(ImageTar image, String jar) throws IOException {
        List<ZipEntry> out = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(
                new ByteArrayInputStream(image.files().get(jar).content()))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.add(entry);
            }
        }
        return out;
    }
}
