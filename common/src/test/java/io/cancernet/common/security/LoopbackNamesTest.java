package io.cancernet.common.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "LocalHost:1",
                "127.0.0.1",
                "127.0.0.1:18081",
                "[::1]",
                "[::1]:8080"
            })
    void ownNames_areAnswered_withOrWithoutAnOrigin(String name) {
        assertThat(LoopbackNames.refusal(name, null)).isEmpty();
        assertThat(LoopbackNames.refusal(name, "http://" + name)).isEmpty();
        assertThat(LoopbackNames.refusal(name, "https://" + name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "evil.example@localhost",
                "localhost@evil.example",
                "localhost:80@evil.example",
                "127.0.0.1.nip.io:8080",
                "xlocalhost",
                "192.168.1.7",
                "10.0.0.1:8080",
                "[::2]",
                "0.0.0.0",
                "",
                " "
            })
    void otherNames_areRefused_andTheAnswerSaysWhatToDo(String name) {
        assertThat(LoopbackNames.refusal(name, null)).hasValueSatisfying(why -> assertThat(why)
                .contains("'" + name + "'", "localhost", "QUARKUS_OIDC_AUTH_SERVER_URL"));
        assertThat(LoopbackNames.refusal("localhost:8080", "http://" + name))
                .hasValueSatisfying(why -> assertThat(why).contains(name, "other sites"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "file://", "chrome-extension://abcdef", "ftp://localhost"})
    void pagesWithoutASite_areOthers(String origin) {
        assertThat(LoopbackNames.refusal("localhost", origin)).isPresent();
    }

    @Test
    void requestWithoutEither_isFromNoBrowser() {
        assertThat(LoopbackNames.refusal(null, null)).isEmpty();
    }

    @Test
    void longName_isCutShort() {
        assertThat(LoopbackNames.refusal("x".repeat(5000), null).orElseThrow()).hasSizeLessThan(500);
    }
}
