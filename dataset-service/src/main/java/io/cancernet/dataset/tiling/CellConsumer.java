package io.cancernet.dataset.tiling;

import java.io.IOException;

/** What takes cells, one after the other, on the thread that cuts the slide. */
@FunctionalInterface
public interface CellConsumer {

    void accept(Cell cell) throws IOException;
}
