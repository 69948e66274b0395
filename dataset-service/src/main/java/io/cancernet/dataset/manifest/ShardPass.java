package io.cancernet.dataset.manifest;

import io.cancernet.common.error.Outage;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.PatchLocation;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pass over the patches of a manifest in the object store. Lines of one extraction, which follow each other, are read
 * together: each of its shards once, from the start to the last patch wanted. Used by one thread; memory holds the lines
 * of one extraction, at most 50,000, and one patch.
 */
public final class ShardPass {

    private static final int MAX_TOGETHER = 50_000;
    private static final int BUFFER = 1 << 18;
    private static final long ENDED = -1;

    private final ObjectStore store;
    private final Visitor visitor;
    private final List<NumberedLine> together = new ArrayList<>();

    public ShardPass(ObjectStore store, Visitor visitor) {
        this.store = store;
        this.visitor = visitor;
    }

    /** What is found: every line comes once, in the order of the shards. */
    public interface Visitor {

        /** The bytes are what the line says. */
        void patch(NumberedLine line, byte[] image);

        void fault(NumberedLine line, Fault fault);
    }

    public void add(NumberedLine line) {
        boolean other = !together.isEmpty()
                && !together.get(0).line().extractionId().equals(line.line().extractionId());
        if (other || together.size() == MAX_TOGETHER) {
            finish();
        }
        together.add(line);
    }

    /** Reads what was added and not read yet. */
    public void finish() {
        SortedMap<String, List<NumberedLine>> shards = new TreeMap<>();
        for (NumberedLine line : together) {
            shards.computeIfAbsent(line.line().image().shard(), shard -> new ArrayList<>())
                    .add(line);
        }
        together.clear();
        shards.forEach(this::readShard);
    }

    private void readShard(String shard, List<NumberedLine> lines) {
        lines.sort(Comparator.comparingLong(each -> each.line().image().offset()));
        try (InputStream in = new BufferedInputStream(store.open(shard), BUFFER)) {
            long at = 0;
            for (NumberedLine line : lines) {
                at = readPatch(in, at, line);
            }
        } catch (ObjectNotFoundException e) {
            lines.forEach(line -> visitor.fault(line, Fault.MISSING));
        } catch (IOException e) {
            throw new Outage("cannot read the shard %s: %s".formatted(shard, e.getMessage()), e);
        }
    }

    /** Returns where the stream stands afterwards. */
    private long readPatch(InputStream in, long at, NumberedLine line) throws IOException {
        PatchLocation image = line.line().image();
        if (at == ENDED) {
            visitor.fault(line, Fault.SHORT);
            return ENDED;
        }
        if (image.offset() < at) {
            readAgain(line);
            return at;
        }
        try {
            in.skipNBytes(image.offset() - at);
        } catch (EOFException e) {
            visitor.fault(line, Fault.SHORT);
            return ENDED;
        }
        byte[] bytes = in.readNBytes(image.length());
        visit(line, bytes);
        return bytes.length < image.length() ? ENDED : image.offset() + image.length();
    }

    /** Two lines claim the same bytes, and the stream is past them. */
    private void readAgain(NumberedLine line) {
        PatchLocation image = line.line().image();
        try {
            visit(line, store.getRange(image.shard(), image.offset(), image.length()));
        } catch (ObjectNotFoundException e) {
            visitor.fault(line, Fault.SHORT);
        }
    }

    private void visit(NumberedLine line, byte[] bytes) {
        PatchLocation image = line.line().image();
        if (bytes.length < image.length()) {
            visitor.fault(line, Fault.SHORT);
        } else if (Sha256.of(bytes).equals(image.sha256())) {
            visitor.patch(line, bytes);
        } else {
            visitor.fault(line, Fault.CHANGED);
        }
    }
}
