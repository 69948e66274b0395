package io.cancernet.backup;

import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.MinioClient;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.InsufficientDataException;
import io.minio.errors.InternalException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.ServerException;
import io.minio.errors.XmlParserException;
import java.io.IOException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;

/** A client of a real store on which something happens just before a file is read. */
@SuppressWarnings("try") // its parent's close() may be interrupted; nothing closes it
final class WatchedReads extends MinioClient {

    private final Event before;

    WatchedReads(MinioClient client, Event before) {
        super(client);
        this.before = before;
    }

    @Override
    public GetObjectResponse getObject(GetObjectArgs args)
            throws ErrorResponseException, InsufficientDataException, InternalException, InvalidKeyException,
                    InvalidResponseException, IOException, NoSuchAlgorithmException, ServerException,
                    XmlParserException {
        before.happen(args.object());
        return super.getObject(args);
    }

    interface Event {
        void happen(String key) throws IOException;
    }
}
