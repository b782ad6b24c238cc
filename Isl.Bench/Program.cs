// Usage: dotnet run -c Release --project Isl.Bench -- NAME [ARG ...]; without a name it lists them.
var benches = new SortedDictionary<string, Action<string[]>>(StringComparer.Ordinal)
{
    ["answers"] = Isl.Bench.AnswerBench.Run,
    ["auto"] = Isl.Bench.AutoBench.Run,
    ["batch"] = Isl.Bench.BatchBench.Run,
    ["calibration"] = Isl.Bench.CalibrationBench.Run,
    ["conformal"] = Isl.Bench.ConformalBench.Run,
    ["decisions"] = Isl.Bench.DecisionBench.Run,
    ["effects"] = Isl.Bench.EffectBench.Run,
    ["ges"] = Isl.Bench.GesBench.Run,
    ["graphs"] = Isl.Bench.GraphBench.Run,
    ["id"] = Isl.Bench.IdentificationBench.Run,
    ["lingam"] = Isl.Bench.LingamBench.Run,
    ["metrics"] = Isl.Bench.MetricsDocument.Run,
    ["mixed"] = Isl.Bench.MixedBench.Run,
    ["notears"] = Isl.Bench.NotearsBench.Run,
    ["paths"] = Isl.Bench.PathsBench.Run,
    ["pc"] = Isl.Bench.PcBench.Run,
    ["profile"] = Isl.Bench.Profile.Run,
    ["scale"] = Isl.Bench.ScaleBench.Run,
    ["plans"] = Isl.Bench.PlanBench.Run,
    ["scm"] = Isl.Bench.ScmBench.Run,
    ["searches"] = Isl.Bench.SearchBench.Run,
    ["serve"] = Isl.Bench.ServeBench.Run,
    ["soak"] = Isl.Bench.SoakBench.Run,
    ["trees"] = Isl.Bench.TreeEffectBench.Run,
    ["wide"] = Isl.Bench.WideFitBench.Run,
    ["worker"] = Isl.Bench.WorkerBench.Run,
};

if (args.Length == 0 || !benches.TryGetValue(args[0], out var bench))
{
    Console.WriteLine("Benchmarks: " + string.Join(' ', benches.Keys));
    return args.Length == 0 ? 0 : 1;
}

bench(args[1..]);
return Environment.ExitCode;
