package io.cancernet.dataset.source;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files below a prefix of a store, each fetched when it is read, in the version that was listed. */
final class RemoteFolderSource implements PatchSource {

    private final RemoteStore store;
    private final URI prefix;
    private final SourceLimits limits;
    private final List<RemoteStore.RemoteFile> listed;
    private final List<SourceFile> files;

    private RemoteFolderSource(
            RemoteStore store, URI prefix, SourceLimits limits, List<RemoteStore.RemoteFile> listed) {
        this.store = store;
        this.prefix = prefix;
        this.limits = limits;
        this.listed = List.copyOf(listed);
        List<SourceFile> named = new ArrayList<>(listed.size());
        long total = 0;
        for (RemoteStore.RemoteFile file : listed) {
            String name = ArchivePaths.below(file.name(), named.size() + 1);
            named.add(new SourceFile(named.size(), name, file.size(), null));
            total += file.size();
            limits.checkTotal(total);
        }
        this.files = List.copyOf(named);
    }

    static RemoteFolderSource open(
            RemoteStore store, URI prefix, SourceLimits limits, List<RemoteStore.RemoteFile> listed) {
        return new RemoteFolderSource(store, prefix, limits, listed);
    }

    @Override
    public List<SourceFile> files() {
        return files;
    }

    @Override
    public boolean isArchive() {
        return false;
    }

    @Override
    public byte[] read(SourceFile file) throws IOException {
        try {
            return store.read(listed.get(file.index()));
        } catch (IOException e) {
            throw SourceFaults.ofOneFile(e);
        }
    }

    @Override
    public void requireUnchanged() {
        try {
            if (!Set.copyOf(store.list(prefix, limits)).equals(Set.copyOf(listed))) {
                throw SourceFaults.changed(new SourceChangedException("files came, went or changed"));
            }
        } catch (IOException e) {
            throw SourceFaults.changed(SourceFaults.ofOneFile(e));
        }
    }

    @Override
    public void close() {
        // Nothing stays open between reads.
    }
}
