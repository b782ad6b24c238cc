namespace Isl.Tests.Architecture;

/// <summary>The plan of the house: its rooms, and for each the rooms whose types it may use.</summary>
internal static class House
{
    /// <summary>The contracts, which every room may use and which use none.</summary>
    public const string Contracts = "Isl.Grains.Interfaces";

    private static readonly string[] Core = ["Numerics"];
    private static readonly string[] Tools = ["Words", "Drawing", "Models", "Regression", "Data", "GraphCore", .. Core];
    private static readonly string[] Features =
    [
        "Identification", "Discovery", "Counterfactuals", "Conformal", "Transport", "Contrasts", "Alignment", "Effects", "Profiling", "Fitting",
        "Attribution", "Sensitivity", "Optimisation", "Robustness", "Experiments", "Validation",
    ];

    private static readonly string[] Carriers = ["Answering", "Resilience", "Telemetry"];
    private static readonly string[] Kit = ["Requests", "Answers", "Cluster", "Docs", "Front", "Telemetry"];

    /// <summary>The arrows, from the lowest room up. A room that is not here may not exist.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Allowed = new Dictionary<string, string[]>
    {
        [Contracts] = [],
        ["Isl.Grains/Numerics"] = [],
        ["Isl.Grains/GraphCore"] = Grains(Core),
        ["Isl.Grains/Data"] = Grains(Core),
        ["Isl.Grains/Regression"] = Grains(["Data", .. Core]),
        ["Isl.Grains/Models"] = Grains(Core),
        ["Isl.Grains/Words"] = Grains(["GraphCore", .. Core]),
        ["Isl.Grains/Drawing"] = Grains(["GraphCore", .. Core]),
        ["Isl.Grains/Identification"] = Grains(Tools),
        ["Isl.Grains/Discovery"] = Grains(Tools),
        ["Isl.Grains/Counterfactuals"] = Grains(Tools),
        ["Isl.Grains/Conformal"] = Grains(["Counterfactuals", .. Tools]),
        ["Isl.Grains/Transport"] = Grains(["Identification", .. Tools]),
        ["Isl.Grains/Contrasts"] = Grains(["Counterfactuals", .. Tools]),
        ["Isl.Grains/Alignment"] = Grains(["Identification", .. Tools]),
        ["Isl.Grains/Effects"] = Grains(["Identification", "Sensitivity", "Discovery", .. Tools]), // over graphs
        ["Isl.Grains/Profiling"] = Grains(Tools),
        ["Isl.Grains/Fitting"] = Grains(Tools),
        ["Isl.Grains/Attribution"] = Grains(["Fitting", .. Tools]),
        ["Isl.Grains/Sensitivity"] = Grains(Core),
        ["Isl.Grains/Optimisation"] = Grains(["Counterfactuals", .. Tools]),
        ["Isl.Grains/Robustness"] = Grains(["Contrasts", "Counterfactuals", .. Tools]),
        ["Isl.Grains/Experiments"] = Grains(["Contrasts", "Counterfactuals", .. Tools]),
        ["Isl.Grains/Validation"] = Grains(["Identification", .. Tools]),
        ["Isl.Grains/Telemetry"] = [],
        ["Isl.Grains/Resilience"] = [],
        ["Isl.Grains/Answering"] = Grains(["Resilience", "Telemetry", "Words", .. Core]),
        ["Isl.Grains/Grains"] = Grains([.. Carriers, .. Features, .. Tools]),
        ["Isl.Grains/Hosting"] = Grains(["Grains", .. Carriers]),
        ["Isl.Silo"] = Grains("Hosting"),
        // Requests hand what they read to the engine's own readers of graphs and models, which check it.
        ["Isl.Api/Requests"] = Grains("GraphCore", "Models"),
        ["Isl.Api/Telemetry"] = Grains("Hosting", "Telemetry"),
        ["Isl.Api/Answers"] = Api("Telemetry"),
        ["Isl.Api/Access"] = [.. Api("Answers", "Requests"), .. Grains("Hosting")], // it tells the readers who asks
        ["Isl.Api/Cluster"] = [.. Api("Telemetry", "Docs", "Requests"), .. Grains("Hosting")], // it warms up on the documents' examples
        ["Isl.Api/Front"] = [.. Api("Requests", "Answers", "Telemetry"), .. Grains("Hosting")],
        ["Isl.Api/Waiting"] = [.. Api("Access", "Answers", "Cluster", "Requests", "Telemetry"), .. Grains("Hosting")],
        ["Isl.Api/Docs"] = [.. Api("Requests", "Answers"), .. Grains("Hosting")],
        ["Isl.Api/Mcp"] = Grains("Hosting"), // it asks the API as any client does
        ["Isl.Api/Endpoints/*"] = [.. Api(Kit), .. Grains("Hosting")],
        ["Isl.Api"] = [.. Api([.. Kit, "Access", "Mcp", "Waiting", "Endpoints/*"]), .. Grains("Hosting")],
    };

    /// <summary>The room a folder belongs to: in Isl.Grains and Isl.Api each folder is one, and all folders of Endpoints are alike.</summary>
    public static string RoomOf(string folder)
    {
        var parts = folder.Split('/');
        return parts[0] is not ("Isl.Grains" or "Isl.Api") ? parts[0]
            : parts is [_, "Endpoints", _, ..] ? "Isl.Api/Endpoints/*"
            : string.Join('/', parts.Take(2));
    }

    /// <summary>The arrows that the plan does not have.</summary>
    public static IEnumerable<string> Violations(IEnumerable<Arrow> arrows) =>
        from arrow in arrows
        where !IsAllowed(arrow, RoomOf(arrow.From), RoomOf(arrow.To))
        select $"{arrow.From} -> {arrow.To}: {arrow.Where}";

    private static bool IsAllowed(Arrow arrow, string from, string to)
    {
        if (from == to)
        {
            return !from.EndsWith('*') || EndpointOf(arrow.From) == EndpointOf(arrow.To);
        }

        return Allowed.TryGetValue(from, out var targets) && Allowed.ContainsKey(to) && (targets.Contains(to) || (to == Contracts));
    }

    private static string EndpointOf(string folder) => string.Join('/', folder.Split('/').Take(3));

    private static string[] Grains(params string[] rooms) => [.. rooms.Select(room => "Isl.Grains/" + room)];

    private static string[] Api(params string[] rooms) => [.. rooms.Select(room => "Isl.Api/" + room)];
}
