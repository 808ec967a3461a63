using System.Globalization;

namespace MlopsCl.Pipeline.Promoting;

/// <summary>Production changed while a run was learning from it (a rollback): the run has to begin again from what serves now.</summary>
public sealed class ReferenceMovedException : Exception
{
    /// <summary>Reports that production moved.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="expected">The release that the candidate was trained from; null for the base model.</param>
    /// <param name="actual">The release that serves; null for none.</param>
    public ReferenceMovedException(string stream, int? expected, int? actual)
        : base($"Production of stream '{stream}' is {Name(actual)}, no longer {Name(expected)}, which the candidate was trained from; the run begins again.")
    {
    }

    private static string Name(int? release) => release is { } number ? "release " + number.ToString(CultureInfo.InvariantCulture) : "the base model";
}
