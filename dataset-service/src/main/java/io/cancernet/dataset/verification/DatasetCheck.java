package io.cancernet.dataset.verification;

import io.cancernet.common.error.Outage;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.dataset.dataset.FrozenDataset;
import io.cancernet.dataset.manifest.DamagedManifestException;
import io.cancernet.dataset.manifest.ManifestReader;
import io.cancernet.dataset.manifest.NumberedLine;
import io.cancernet.dataset.manifest.ShardPass;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * One check of a dataset: the manifest's hash, the rules that its lines keep, and every patch in its shard. Memory holds
 * about 64 bytes a patch.
 */
final class DatasetCheck {

    private final FrozenDataset dataset;
    private final ObjectStore store;
    private final Watch watch;
    private final LineRules rules;
    private final ShardFindings shards = new ShardFindings();

    DatasetCheck(FrozenDataset dataset, ObjectStore store, Watch watch) {
        this.dataset = dataset;
        this.store = store;
        this.watch = watch;
        this.rules = new LineRules(dataset);
    }

    /** Is told of every patch that was looked at, and may stop the check by throwing. */
    interface Watch {
        void checked(int patches);
    }

    Findings run() {
        try (InputStream manifest = store.open(dataset.manifest().key())) {
            check(manifest);
        } catch (ObjectNotFoundException e) {
            rules.broken("the manifest is not in the object store");
        } catch (IOException e) {
            throw new Outage("cannot read the manifest of %s: %s".formatted(dataset.dataset(), e.getMessage()), e);
        }
        return shards.with(rules.errors(), dataset.patches() - dataset.standingPatches());
    }

    int checked() {
        return shards.checked();
    }

    private void check(InputStream manifest) throws IOException {
        MessageDigest digest = Hashes.newSha256();
        InputStream hashed = new DigestInputStream(manifest, digest);
        ShardPass pass = new ShardPass(store, shards.tell(watch));
        try {
            ManifestReader.read(hashed, new ManifestReader.Visitor() {
                @Override
                public void line(NumberedLine line) {
                    rules.check(line);
                    pass.add(line);
                }

                @Override
                public void broken(int number, String why) {
                    rules.broken("line %d: %s".formatted(number, why));
                }
            });
            rules.checkCounts();
        } catch (DamagedManifestException e) {
            rules.broken(String.valueOf(e.getMessage()));
        }
        pass.finish();
        hashed.transferTo(OutputStream.nullOutputStream());
        String actual = HexFormat.of().formatHex(digest.digest());
        String expected = dataset.standingManifest().sha256().value();
        if (!actual.equals(expected)) {
            rules.broken("the manifest has sha256 %s, %s was %s"
                    .formatted(actual, dataset.erased() == null ? "frozen" : "left after an erasure", expected));
        }
    }
}
