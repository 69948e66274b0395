package io.cancernet.local.client;

/** Told how much of something has been sent. */
@FunctionalInterface
public interface SendProgress {

    SendProgress SILENT = (done, total, unit) -> {};

    /**
     * Takes the news.
     *
     * @param total 0 when it is not known
     */
    void update(long done, long total, String unit);
}
