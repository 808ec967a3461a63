namespace MlopsCl.Pipeline.Datasets;

/// <summary>Why a dataset is refused.</summary>
public enum DatasetFault
{
    /// <summary>The address has no form that is known, or may not be read.</summary>
    Address,

    /// <summary>There is nothing at the address.</summary>
    NotFound,

    /// <summary>The content does not have the digest that was announced.</summary>
    Digest,

    /// <summary>The archive cannot be read, or holds a link, a device or a name that leaves it.</summary>
    UnsafeArchive,

    /// <summary>The archive unpacks to more than the limits allow.</summary>
    ArchiveTooLarge,

    /// <summary>A file that a dataset needs is missing, or <c>dataset.json</c> cannot be read.</summary>
    Layout,

    /// <summary>The records' file is not JSON, or not an array or lines of objects.</summary>
    BrokenJson,

    /// <summary>A record has not the form of a conversation or of a test item.</summary>
    Record,

    /// <summary>Two records of one file have the same id.</summary>
    DuplicateId,

    /// <summary>The image markers of a record are not as many as its pictures, or stand in an answer.</summary>
    Markers,

    /// <summary>A picture's name leaves the dataset.</summary>
    PicturePath,

    /// <summary>A picture is not there.</summary>
    MissingPicture,

    /// <summary>A picture has more pixels, or its file more bytes, than the limits allow.</summary>
    PictureTooLarge,

    /// <summary>A picture cannot be decoded.</summary>
    BadPicture,

    /// <summary>There is nothing to learn from.</summary>
    EmptyTrain,

    /// <summary>There is nothing to be examined on.</summary>
    EmptyTest,

    /// <summary>A held-out record is also a training record.</summary>
    Overlap,
}
