package io.migomail.e2e.clients;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A mail client of somebody else, driven by a script of the test's resources.
 *
 * @param packages Debian packages (or {@code npm:} ones) that it needs; the first one's version is shown
 */
record ForeignClient(String name, String interpreter, String script, List<String> packages) {
    private static final long PATIENCE_SECONDS = 120;

    static final List<ForeignClient> ALL = List.of(
            new ForeignClient("swaks", "bash", "swaks.sh", List.of("swaks", "libnet-ssleay-perl")),
            new ForeignClient("curl", "bash", "curl.sh", List.of("curl")),
            new ForeignClient("msmtp", "bash", "msmtp.sh", List.of("msmtp")),
            new ForeignClient("s-nail", "bash", "s-nail.sh", List.of("s-nail")),
            new ForeignClient("Python smtplib", "python3", "submit.py", List.of("python3")),
            new ForeignClient("Nodemailer", "node", "nodemailer.js", List.of("npm:nodemailer")),
            new ForeignClient("PHPMailer", "php", "phpmailer.php", List.of("libphp-phpmailer", "php-cli")),
            new ForeignClient("Symfony Mailer", "php", "symfony-mailer.php", List.of("php-symfony-mailer", "php-cli")),
            new ForeignClient("Ruby net-smtp", "ruby", "net-smtp.rb", List.of("ruby")),
            new ForeignClient("Ruby mail", "ruby", "mail.rb", List.of("ruby-mail")),
            new ForeignClient(
                    "Perl Net::SMTP",
                    "perl",
                    "net-smtp.pl",
                    List.of("perl", "libio-socket-ssl-perl", "libauthen-sasl-perl")));

    /** The version of the first package; empty where one is not installed. */
    String version() throws IOException, InterruptedException {
        String first = "";
        for (String name : packages) {
            String version = version(name);
            if (version.isEmpty()) {
                return "";
            }
            first = first.isEmpty() ? version : first;
        }
        return first;
    }

    private static String version(String name) throws IOException, InterruptedException {
        if (name.startsWith("npm:")) {
            Path file = modules().resolve(name.substring("npm:".length())).resolve("package.json");
            return Files.exists(file)
                    ? new com.fasterxml.jackson.databind.ObjectMapper()
                            .readTree(file.toFile())
                            .path("version")
                            .asText()
                    : "";
        }
        Result asked = run(List.of("dpkg-query", "-W", "-f", "${Version} ${Status}", name), Map.of());
        return asked.status() == 0 && asked.output().endsWith(" ok installed")
                ? asked.output().substring(0, asked.output().indexOf(' '))
                : "";
    }

    /** Sends; the environment tells what and where. */
    Result send(Map<String, String> environment) throws Exception {
        Path script = Path.of(
                ForeignClient.class.getResource("/clients/" + this.script).toURI());
        return run(List.of(interpreter, script.toString()), environment);
    }

    /** Where {@code scripts/test} puts npm packages. */
    static Path modules() {
        String given = System.getenv("MIGO_TEST_NPM");
        return given != null
                ? Path.of(given)
                : Path.of(System.getProperty("user.home"), ".cache", "migomail", "npm-peers", "node_modules");
    }

    /** How it ended, and all that it said. */
    record Result(int status, String output) {}

    static Result run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        boolean present = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, command.get(0))));
        if (!present) {
            return new Result(127, command.get(0) + " is not installed");
        }
        Path output = Files.createTempFile("client", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly().waitFor();
            return new Result(
                    ended ? process.exitValue() : -1, Files.readString(output).strip());
        } finally {
            Files.delete(output);
        }
    }
}
