package io.migomail.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.migomail.e2e.StackFixture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first login with what {@code up} prints. */
@Tag(StackFixture.SHARED)
class SignInIT {
    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @ParameterizedTest
    @EnumSource(Screen.class)
    void whoever_was_given_the_first_password_gets_in_and_out(Screen screen) {
        Visitor visitor = CHROMIUM.visitor(STACK.ready().http(), screen);
        visitor.open("/");
        visitor.assertAccessible();
        visitor.picture("login-" + screen);
        visitor.signIn(STACK.ready().email(), STACK.ready().password());
        assertThat(visitor.page().locator("h1")).hasText("Overview");
        visitor.page().reload();
        visitor.assertAccessible();
        visitor.assertLight();
        visitor.picture("overview-" + screen);
        visitor.page().locator(".drop.right summary").click();
        visitor.button("Sign out").click();
        assertThat(visitor.page().locator("h1")).hasText("Sign in");
    }

    @Test
    void wrong_password_is_told_and_the_address_kept() {
        Visitor visitor = CHROMIUM.visitor(STACK.ready().http());
        visitor.open("/login");
        visitor.page().getByLabel("E-mail address").fill("nobody@yourapp.com");
        visitor.page().getByLabel("Password").fill("wrong");
        visitor.button("Sign in").click();
        assertThat(visitor.page().getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                .isVisible();
        assertThat(visitor.page().getByLabel("E-mail address")).hasValue("nobody@yourapp.com");
        visitor.errors().removeIf(error -> error.contains("401"));
    }
}
