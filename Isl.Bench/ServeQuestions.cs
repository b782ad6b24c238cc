using System.Globalization;
using System.Text;

namespace Isl.Bench;

/// <summary>One kind of request.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Path">Where it goes.</param>
/// <param name="Body">The body of the request with this number; null for a GET.</param>
/// <param name="More">More header lines, each with its end.</param>
internal sealed record ServeKind(string Name, string Path, Func<int, byte[]>? Body, string More = "")
{
    /// <summary>Whether every request is the same.</summary>
    public bool IsOne { get; init; } = true;

    /// <summary>Grains that are active when it is asked, at least.</summary>
    public int Grains { get; init; }

    /// <summary>What a server must do at least is the same for answers of a kind, however they come about.</summary>
    public bool IsFor(ServeProcess process) => !process.IsBare || (IsOne && More.Length == 0 && Body is not null);
}

/// <summary>The questions that the bench asks.</summary>
internal static class ServeQuestions
{
    /// <summary>Address of the question about a graph.</summary>
    public const string Validate = "/api/v1/causal/validate";

    /// <summary>Address of the question about a model.</summary>
    public const string Counterfactual = "/api/v1/causal/counterfactual";

    private static int _salt = Environment.TickCount & 0xFFFFFF; // no question of an earlier run

    /// <summary>All kinds.</summary>
    public static ServeKind[] Kinds(string etag) =>
    [
        new("cached validate", Validate, _ => Graph(0)),
        new("cached counterfactual", Counterfactual, _ => Model(0)),
        new("304", Validate, _ => Graph(0), $"If-None-Match: {etag}\r\n"),
        new("uncached validate", Validate, _ => Graph(Interlocked.Increment(ref _salt))) { IsOne = false },
        new("uncached counterfactual", Counterfactual, _ => Model(Interlocked.Increment(ref _salt))) { IsOne = false },
        new("metrics", "/metrics", null),
        new("metrics beside 50k grains", "/metrics", null) { Grains = 50_000 },
    ];

    /// <summary>A question that activates a grain, whatever answers small graphs without one.</summary>
    public static ServeKind NewGrain { get; } = new("new grain", Validate, _ => Chain(Interlocked.Increment(ref _salt))) { IsOne = false };

    /// <summary>A question about a graph of four nodes; another number is another graph.</summary>
    public static byte[] Graph(int i)
    {
        var nodes = $$"""["Price","Quality","Revenue","U{{i}}"]""";
        var edges = $$"""[["Price","Revenue"],["Quality","Revenue"],["U{{i}}","Price"]]""";
        return Encoding.UTF8.GetBytes(
            $$$"""{"dag_structure":{"nodes":{{{nodes}}},"edges":{{{edges}}}},"treatment":"Price","outcome":"Revenue"}""");
    }

    /// <summary>A question about a chain of a dozen variables; another number is another chain.</summary>
    private static byte[] Chain(int i)
    {
        var names = Enumerable.Range(0, 12).Select(node => $"V{i}_{node}").ToArray();
        var edges = string.Join(",", names.Zip(names.Skip(1), (from, to) => $"""["{from}","{to}"]"""));
        return Encoding.UTF8.GetBytes(
            $$$"""{"dag_structure":{"nodes":["{{{string.Join("\",\"", names)}}}"],"edges":[{{{edges}}}]},"treatment":"{{{names[0]}}}","outcome":"{{{names[^1]}}}"}""");
    }

    /// <summary>The answers that the bare endpoint gives, as files.</summary>
    public static async Task<(string Validate, string Counterfactual)> Answers(Uri host, string folder)
    {
        var files = (Validate: Path.Combine(folder, "validate.json"), Counterfactual: Path.Combine(folder, "counterfactual.json"));
        await File.WriteAllBytesAsync(files.Validate, await ServeClient.Answer(host, Validate, Graph(0)));
        await File.WriteAllBytesAsync(files.Counterfactual, await ServeClient.Answer(host, Counterfactual, Model(0)));
        return files;
    }

    /// <summary>A question of 10,000 draws with all its outputs; another number is another intervention.</summary>
    private static byte[] Model(int i) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$$"""
        {"model":{"variables":["Price","Quality","Revenue"],"equations":{"Revenue":{"formula":"2.5 * Price + 1.2 * Quality + noise",
        "noise_dist":"normal(0, 50)"}},"distributions":{"Quality":{"type":"normal","parameters":{"mean":7,"std":1}} } },
        "intervention":{"Price":{{{45 + (i * 1e-6)}}}},"samples":10000}
        """));
}
