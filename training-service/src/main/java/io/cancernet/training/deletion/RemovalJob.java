package io.cancernet.training.deletion;

import io.cancernet.common.error.Outage;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.job.JobHandler;
import io.cancernet.common.job.JobProgress;
import io.cancernet.common.job.Lease;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Removes the files of what was deleted, or came to nothing. Hashes go on record before files go, and each step can be
 * done again, so that a removal that was killed goes on in another process.
 */
@ApplicationScoped
class RemovalJob implements JobHandler {

    private static final Logger LOG = Logger.getLogger(RemovalJob.class);
    private static final int BUFFER = 1 << 16;

    private final DeletionLedger ledger;
    private final ObjectStore store;

    RemovalJob(DeletionLedger ledger, ObjectStore store) {
        this.ledger = ledger;
        this.store = store;
    }

    @Override
    public void run(Lease lease, JobProgress work) {
        List<String> keys = store.list(lease.jobId());
        Optional<Deletion> deletion = ledger.findByFolder(lease.jobId());
        if (deletion.isPresent()) {
            Map<String, Sha256> hashes = new TreeMap<>();
            for (String key : keys) {
                requireGoing(work);
                if (!deletion.get().files().containsKey(key)) {
                    hash(key).ifPresent(sha256 -> hashes.put(key, sha256));
                }
            }
            ledger.record(lease, hashes);
        }
        for (String key : keys) {
            requireGoing(work);
            store.delete(key);
        }
        ledger.finish(lease);
        LOG.infof("removed %d files under %s", keys.size(), lease.jobId());
    }

    @Override
    public void abandon(Lease lease, RuntimeException failure) {
        LOG.errorf(failure, "files under %s are left; their removal is tried again later", lease.jobId());
        ledger.putOff(lease);
    }

    private static void requireGoing(JobProgress work) {
        if (!work.mayContinue()) {
            throw new Outage("stopped while files were removed");
        }
    }

    private Optional<Sha256> hash(String key) {
        MessageDigest digest = Hashes.newSha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream bytes = store.open(key)) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return Optional.of(new Sha256(HexFormat.of().formatHex(digest.digest())));
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + key, e);
        }
    }
}
