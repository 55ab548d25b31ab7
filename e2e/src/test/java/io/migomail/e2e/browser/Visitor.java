package io.migomail.e2e.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody in front of a browser. What goes wrong in the pages that they see is kept. */
final class Visitor {
    private static final Path PICTURES = Path.of("target", "browser");
    private static final String AXE = axe();
    private static final int PAGE_OCTETS = 300_000;

    private final String http;
    private final BrowserContext context;
    private final Page page;
    private final List<String> errors = new ArrayList<>();
    private final List<Integer> octets = new ArrayList<>();

    Visitor(String http, BrowserContext context) {
        this.http = http;
        this.context = context;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                errors.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> errors.add(page.url() + ": " + error));
        page.onRequest(request -> {
            if (request.url().startsWith("http") && !request.url().startsWith(http + "/")) {
                errors.add(page.url() + " asks another host: " + request.url());
            }
        });
        page.onResponse(response -> {
            String length = response.headers().get("content-length");
            octets.add(length == null ? 0 : Integer.parseInt(length));
        });
    }

    private static String axe() {
        try (InputStream in = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Page page() {
        return page;
    }

    /** Opens a page of the node; returns its status. */
    int open(String path) {
        octets.clear();
        Response response = page.navigate(http + path);
        return response.status();
    }

    /** A page as text, with the cookies of this browser, not shown: what is of many pages needs no drawing. */
    APIResponse fetch(String path) {
        return context.request().get(http + path);
    }

    void signIn(String email, String password) {
        open("/login");
        page.getByLabel("E-mail address").fill(email);
        page.getByLabel("Password").fill(password);
        button("Sign in").click();
        page.waitForURL("**/dashboard/**");
    }

    com.microsoft.playwright.Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    com.microsoft.playwright.Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Keeps a picture of the whole page under this name, in {@code target/browser}. */
    void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }

    /** The page as it is has no fault that keeps people out, and is not wider than the screen. */
    void assertAccessible() {
        // Frames show mail, in which no script runs: axe would wait for its own.
        page.evaluate(AXE);
        Object faults = page.evaluate(
                "async () => (await axe.run(document, {iframes: false})).violations"
                        + ".filter(rule => rule.impact === 'serious' || rule.impact === 'critical')"
                        + ".map(rule => rule.id + ': ' + rule.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | '))");
        assertEquals(List.of(), faults, page.url());
        Object over = page.evaluate(
                "() => { const {scrollWidth, clientWidth} = document.documentElement;"
                        + " return scrollWidth <= clientWidth ? [] : [scrollWidth, ...[...document.querySelectorAll('body *')]"
                        + ".filter(each => each.getBoundingClientRect().right > clientWidth).map(each => each.outerHTML.slice(0, 200))]; }");
        assertEquals(List.of(), over, page.url() + " is wider than the screen");
    }

    /** Everything that was loaded since {@link #open}, as it came over the wire. */
    void assertLight() {
        int sum = octets.stream().mapToInt(Integer::intValue).sum();
        assertTrue(sum < PAGE_OCTETS, page.url() + " weighs " + sum);
    }

    List<String> errors() {
        return errors;
    }

    void close() {
        context.close();
    }
}
