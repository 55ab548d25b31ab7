package io.migomail.e2e.structure;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A jar of the class path that came from a repository, with the POM beside it. */
record ResolvedJar(String artifact, String version, Path pom) {
    private static final int PARENTS = 10;

    /** All of them but the product's own modules. */
    static List<ResolvedJar> ofClassPath() throws IOException {
        List<ResolvedJar> out = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            if (entry.endsWith(".jar") && !jar.getFileName().toString().startsWith("migomail-")) {
                Path folder = jar.getParent();
                String artifact = folder.getParent().getFileName().toString();
                String version = folder.getFileName().toString();
                Path pom = folder.resolve(artifact + "-" + version + ".pom");
                if (!Files.exists(pom)) {
                    throw new AssertionError("no POM beside " + jar);
                }
                out.add(new ResolvedJar(artifact, version, pom));
            }
        }
        return out;
    }

    /** The names of its licences, its own or those of the nearest parent that has some; empty where none has. */
    List<String> licences() throws IOException {
        Path at = pom;
        for (int i = 0; i < PARENTS && at != null; i++) {
            Element project = read(at);
            List<String> names = new ArrayList<>();
            children(project, "licenses")
                    .flatMap(list -> children(list, "license"))
                    .flatMap(licence -> children(licence, "name"))
                    .forEach(name -> names.add(text(name)));
            if (!names.isEmpty()) {
                return names;
            }
            at = parent(at, project);
        }
        return List.of();
    }

    /** In the same repository, whichever folder that begins with. */
    private static Path parent(Path pom, Element project) {
        Element parent = children(project, "parent").findFirst().orElse(null);
        if (parent == null) {
            return null;
        }
        String artifact = value(parent, "artifactId");
        String version = value(parent, "version");
        Path below = Path.of(value(parent, "groupId").replace('.', '/'), artifact, version)
                .resolve(artifact + "-" + version + ".pom");
        for (Path root = pom.getParent(); root != null; root = root.getParent()) {
            if (Files.exists(root.resolve(below))) {
                return root.resolve(below);
            }
        }
        return null;
    }

    private static Element read(Path pom) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setExpandEntityReferences(false);
            return factory.newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("not a POM: " + pom, e);
        }
    }

    private static Stream<Element> children(Element of, String name) {
        List<Element> out = new ArrayList<>();
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                out.add(element);
            }
        }
        return out.stream();
    }

    private static String value(Element of, String name) {
        return children(of, name).map(ResolvedJar::text).findFirst().orElse("");
    }

    private static String text(Element element) {
        return element.getTextContent().strip().replaceAll("\\s+", " ");
    }
}
