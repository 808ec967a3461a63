using System.CommandLine;

namespace MlopsCl.Host;

/// <summary>The verbs, in the order in which the help lists them.</summary>
internal static class AllVerbs
{
    public static IEnumerable<Command> Create() =>
    [
        DemoVerb.Create(), WorkerVerb.Create(), SubmitVerb.Create(), StatusVerb.Create(), WatchVerb.Create(), ReleasesVerb.Create(), RollbackVerb.Create(),
        AskVerb.Create(), EvalVerb.Create(), ExportVerb.Create(), GateVerb.Create(),
        MemoryVerb.Create(), DatasetVerb.Create(), RecipeVerb.Create(), BenchVerb.Create(), PretrainVerb.Create(), ConformanceVerb.Create(),
        DoctorVerb.Create(),
    ];
}
