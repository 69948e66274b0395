package io.cancernet.common.outbox;

import io.cancernet.common.event.Event;
import java.util.List;
import java.util.function.Consumer;

/** Turns one outbox row into the many events it stands for, such as all patches of an extraction. */
public interface OutboxExpander {

    /** Name under which rows ask for this expander. */
    String name();

    /** Hands the events over in chunks, the same events each time. */
    void expand(String reference, Consumer<List<? extends Event>> chunks);
}
