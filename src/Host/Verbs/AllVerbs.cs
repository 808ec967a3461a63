using System.CommandLine;

namespace MlopsCl.Host;

/// <summary>The verbs, in the order in which the help lists them.</summary>
internal static class AllVerbs
{
    public static IEnumerable<Command> Create() => [DatasetVerb.Create(), DoctorVerb.Create()];
}
