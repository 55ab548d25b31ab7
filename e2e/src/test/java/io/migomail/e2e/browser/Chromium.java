package io.migomail.e2e.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The machine's Chromium without a window, for the tests of a class. After each test every visitor is gone, and the test
 * fails where a page of theirs had an error. Where there is no Chromium the class is skipped, and fails under {@code CI=true}.
 */
public final class Chromium implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private static final List<Path> PLACES =
            List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));

    private final List<Visitor> visitors = new ArrayList<>();
    private Playwright playwright;
    private Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        Path program = PLACES.stream().filter(Files::isExecutable).findFirst().orElse(null);
        if (program == null) {
            if (!"true".equals(System.getenv("CI"))) {
                Assumptions.abort("no Chromium is installed");
            }
            throw new IllegalStateException("no Chromium is installed");
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of("--no-sandbox")));
    }

    /** Somebody with a screen of a desk, cookies of their own and nobody signed in. */
    Visitor visitor(String http) {
        return visitor(http, Screen.DESK);
    }

    /** The same with another screen. */
    Visitor visitor(String http, Screen screen) {
        Visitor visitor = new Visitor(http, screen.open(browser));
        visitors.add(visitor);
        return visitor;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<String> errors = new ArrayList<>();
        for (Visitor visitor : visitors) {
            errors.addAll(visitor.errors());
            visitor.close();
        }
        visitors.clear();
        if (!errors.isEmpty() && context.getExecutionException().isEmpty()) {
            throw new AssertionError("errors in pages: " + errors);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (browser != null) {
            browser.close();
        }
        if (playwright != null) {
            playwright.close();
        }
    }
}
