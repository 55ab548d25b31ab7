package io.migomail.sdks;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A language that there is a client library for, and how its driver is run. */
public enum Language {
    /** By this JVM's own program and class path. */
    JAVA("java", ""),
    /** 3.9 or newer. */
    PYTHON("python3", "python/conformance/driver.py"),
    /** 18 or newer. */
    NODE("node", "node/conformance/driver.js"),
    /** 8.1 or newer. */
    PHP("php", "php/conformance/driver.php"),
    /** 3.0 or newer. */
    RUBY("ruby", "ruby/conformance/driver.rb");

    private final String interpreter;
    private final String driver;

    Language(String interpreter, String driver) {
        this.interpreter = interpreter;
        this.driver = driver;
    }

    /** Whether the machine has what runs it. */
    public boolean installed() {
        return this == JAVA
                || Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, interpreter)));
    }

    /** The program that runs it. */
    public String interpreter() {
        return interpreter;
    }

    /** Its command, in a checkout that has its root here. */
    List<String> command(Path root) {
        if (this == JAVA) {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            return List.of(
                    java,
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    JavaDriverMain.class.getName());
        }
        List<String> out = new ArrayList<>(List.of(interpreter));
        out.add(root.resolve("sdks").resolve(driver).toString());
        return out;
    }
}
