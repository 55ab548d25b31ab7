package io.migomail.mail.dns;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;

/** Carries one question to a recursive server. Does not block; fails with an IOException for a time-out. */
@FunctionalInterface
interface Transport {
    CompletionStage<Message> send(Name name, int type, Executor executor);
}
