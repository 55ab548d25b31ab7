package io.migomail.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import io.migomail.e2e.Dkimpy;
import io.migomail.e2e.StackFixture;
import io.migomail.mail.mime.MimeReader;
import io.migomail.mail.mime.ReadMail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mail put together of blocks: made with the mouse, published, opened again as it was, sent and signed. */
@Tag(StackFixture.SHARED)
class BuilderIT {
    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String TEXT = "Dear ${user_name}, [#if vip??]thank you[#else]welcome[/#if]";

    private final List<String> asked = new ArrayList<>();
    private final List<String> questions = new ArrayList<>();
    private Visitor visitor;
    private Page page;
    private String base;

    @BeforeEach
    void signIn() {
        visitor = CHROMIUM.visitor(STACK.ready().http());
        page = visitor.page();
        page.onRequest(request -> asked.add(request.url()));
        page.onDialog(dialog -> {
            questions.add(dialog.type());
            dialog.accept();
        });
        visitor.signIn(STACK.ready().email(), STACK.ready().password());
        base = "/dashboard/" + STACK.application() + "/live";
    }

    private void open(String path) {
        assertEquals(200, visitor.open(base + path));
        assertThat(page.locator("#builder[data-ready]")).hasCount(1);
    }

    private FrameLocator canvas() {
        return page.frameLocator("iframe.gjs-frame");
    }

    /** Drags a block of that label onto the first element of that type, or to its lower edge, with the mouse. */
    private void drag(String label, String type, boolean edge) {
        page.locator("#canvas").evaluate("canvas => canvas.scrollIntoView()");
        Locator block = page.locator(".gjs-block")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText(label, new Page.GetByTextOptions().setExact(true))))
                .first();
        block.scrollIntoViewIfNeeded();
        BoundingBox from = block.boundingBox();
        BoundingBox to =
                canvas().locator("[data-gjs-type=" + type + "]").first().boundingBox();
        page.mouse().move(from.x + from.width / 2, from.y + from.height / 2);
        page.mouse().down();
        double x = to.x + to.width / 2;
        double y = to.y + (edge ? to.height - 3 : to.height / 2);
        page.mouse().move(x, y - 5, new Mouse.MoveOptions().setSteps(12));
        page.mouse().move(x, y, new Mouse.MoveOptions().setSteps(4));
        assertThat(page.locator(".gjs-placeholder:visible")).hasCount(1);
        page.mouse().up();
    }

    private void dragText() {
        drag("Variable", "mj-column", false);
        assertThat(canvas().locator("[data-gjs-type=mj-text]")).hasCount(1);
    }

    private void write(String text) {
        Locator block = canvas().locator("[data-gjs-type=mj-text]").first();
        block.dblclick();
        Locator field = block.locator("[contenteditable=true]");
        assertThat(field).isVisible();
        page.keyboard().press("Control+A");
        page.keyboard().type(text);
        assertThat(field).hasText(text);
        BoundingBox frame = page.locator("iframe.gjs-frame").boundingBox();
        page.mouse().click(frame.x + frame.width / 2, frame.y + frame.height - 40);
        assertThat(field).hasCount(0);
    }

    private JsonNode version(String alias, int number) throws Exception {
        return STACK.api().get("/v1/templates/" + alias + "/versions/" + number, 200);
    }

    private void assertMade() {
        assertThat(canvas().locator("[data-gjs-type=mj-button]")).hasText("Button");
        assertThat(canvas().locator("[data-gjs-type=mj-column]")).hasCount(3);
        assertThat(canvas().locator("[data-gjs-type=mj-text]").first()).hasText(TEXT);
    }

    @Test
    void mail_of_blocks_is_published_opened_again_and_delivered() throws Exception {
        Dkimpy.require();
        open("/new-template/builder");
        page.getByLabel("Alias").fill("built");
        page.getByLabel("Subject").fill("For ${user_name}");
        dragText();
        write(TEXT);
        drag("Button", "mj-text", false);
        drag("2 Columns", "mj-section", true);
        assertMade();
        visitor.assertAccessible();
        visitor.picture("builder-made");
        visitor.button("Save and publish").click();
        page.waitForURL("**/templates/built");
        assertEquals(List.of(), questions);

        JsonNode first = version("built", 1);
        assertFalse(first.path("html").asText().contains("googleapis"), first::toString);
        open("/templates/built/builder");
        assertMade();
        page.getByLabel("Subject").fill("Again for ${user_name}");
        visitor.button("Save as a draft").click();
        page.waitForURL("**/templates/built");
        JsonNode second = version("built", 2);
        assertEquals("Again for ${user_name}", second.path("subject").asText());
        assertEquals(first.path("design"), second.path("design"));
        assertEquals(first.path("html"), second.path("html"));
        open("/templates/built/builder?version=2");
        page.getByText("Text part").click();
        page.getByLabel("Text", new Page.GetByLabelOptions().setExact(true)).fill("Plain ${user_name}");
        visitor.button("Save as a draft").click();
        page.waitForURL("**/templates/built");
        JsonNode third = version("built", 3);
        assertEquals("Plain ${user_name}", third.path("text").asText());
        assertEquals(first.path("design"), third.path("design"));
        assertEquals(first.path("html"), third.path("html"));
        assertEquals(List.of(), asked.stream().filter(url -> !isOurs(url)).toList());
        assertDelivered(first.path("html").asText());
    }

    private static void assertDelivered(String made) throws Exception {
        STACK.send("{\"to\":\"built@example.com\",\"from\":\"" + STACK.ready().from()
                + "\",\"template\":\"built\",\"variables\":{\"user_name\":\"Priya\",\"vip\":true}}");
        byte[] source = STACK.source(STACK.awaitInbox("built@example.com", 1).get(0));
        assertEquals(
                List.of("pass yourapp.com ed25519-sha256", "pass yourapp.com rsa-sha256"),
                Dkimpy.verdicts(source, STACK.api()));
        ReadMail mail = MimeReader.read(source);
        assertEquals(words(made.replace(TEXT, "Dear Priya, thank you")), words(mail.html()));
    }

    /** What a reader sees of HTML: the CSS is put into the elements on the way, the words stay. */
    private static List<String> words(String html) {
        String body = html.substring(html.indexOf("<body"));
        return List.of(body.replaceAll("(?s)<!--.*?-->|<[^>]*>", " ").trim().split("\\s+"));
    }

    @Test
    void design_that_was_opened_and_changed_is_saved_changed() throws Exception {
        open("/new-template/builder");
        page.getByLabel("Alias").fill("changed");
        page.getByLabel("Subject").fill("Hi");
        dragText();
        write("Before");
        visitor.button("Save and publish").click();
        page.waitForURL("**/templates/changed");
        open("/templates/changed/builder");
        write("After? Yes/no, g o");
        visitor.button("Save and publish").click();
        page.waitForURL("**/templates/changed");
        assertTrue(version("changed", 1).path("html").asText().contains("Before"));
        JsonNode second = version("changed", 2);
        assertTrue(second.path("html").asText().contains("After? Yes/no, g o"), second::toString);
        assertTrue(second.path("design").toString().contains("After? Yes/no, g o"), second::toString);
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void builder_is_shown_on_every_screen(Screen screen) {
        Visitor reader = CHROMIUM.visitor(STACK.ready().http(), screen);
        reader.signIn(STACK.ready().email(), STACK.ready().password());
        assertEquals(200, reader.open(base + "/new-template/builder"));
        assertThat(reader.page().locator("#builder[data-ready]")).hasCount(1);
        boolean hasRoom = screen != Screen.PHONE;
        LocatorAssertions.IsVisibleOptions shown = new LocatorAssertions.IsVisibleOptions().setVisible(hasRoom);
        assertThat(reader.page().locator("#canvas")).isVisible(shown);
        assertThat(reader.button("Save and publish")).isVisible(shown);
        assertThat(reader.link("code editor")).isVisible(shown.setVisible(!hasRoom));
        reader.assertAccessible();
        reader.picture("builder-" + screen);
    }

    @Test
    void every_panel_is_accessible() {
        open("/new-template/builder");
        dragText();
        canvas().locator("[data-gjs-type=mj-text]").first().click();
        for (String panel : List.of("Style", "Settings", "Layers")) {
            page.locator(".gjs-pn-views").getByText(panel).click();
            for (Locator sector : page.locator(".gjs-sm-sector-title:visible").all()) {
                sector.click();
            }
            visitor.assertAccessible();
            visitor.picture("builder-" + panel.toLowerCase(Locale.ROOT));
        }
    }

    private static boolean isOurs(String url) {
        return url.startsWith(STACK.ready().http()) || url.startsWith("data:") || url.startsWith("about:");
    }

    @Test
    void who_leaves_what_is_not_saved_is_asked() {
        open("/new-template/builder");
        dragText();
        visitor.open(base + "/templates");
        assertEquals(List.of("beforeunload"), questions);
    }

    @Test
    void fault_of_the_api_is_shown_and_nothing_is_lost() {
        open("/new-template/builder");
        page.getByLabel("Alias").fill("faulty");
        page.getByLabel("Subject").fill("Hi");
        dragText();
        write("[#if vip]never closed");
        visitor.button("Save and publish").click();
        assertThat(page.locator("main .notice.bad").first()).isVisible();
        assertThat(canvas().locator("[data-gjs-type=mj-text]")).hasText("[#if vip]never closed");
        visitor.errors().removeIf(error -> error.contains("422"));
    }
}
