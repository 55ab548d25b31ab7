package io.migomail.mta.pace;

/**
 * What an API node wants of all tasks of PACE: the deliveries of a message to be canceled, or to be told where they are.
 *
 * @param question the id under which a question is answered; empty = a cancel
 * @param recipients deliveries of the message, numbered from 0
 */
public record PaceRequest(String question, String messageId, String accountId, String environment, int recipients) {
    boolean cancels() {
        return question.isEmpty();
    }
}
