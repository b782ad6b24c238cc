using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Isl.Tests.Architecture;

/// <summary>Reads the sources: pure files know nothing of Orleans, HTTP, clocks, logging or tasks.</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>Folders of algorithms; what is not pure in them is named in <see cref="Shells"/>.</summary>
    private static readonly string[] PureFolders = ["Numerics", "Graphs", "Identification", "Discovery", "Counterfactuals", "Conformal"];

    private static readonly string[] PureFiles =
    [
        "Caching/ResultCache.cs",
        "Caching/SubjectHealth.cs",
        "Resilience/CircuitBreaker.cs",
        "Resilience/HealthWindow.cs",
    ];

    private static readonly string[] Shells =
    [
        "Graphs/CausalGraphGrain.cs",
        "Discovery/DatasetGrain.cs",
        "Discovery/ResamplingPartGrain.cs",
        "Discovery/DatasetShelf.cs",
        "Discovery/DiscoveryRun.cs",
        "Discovery/DiscoveryLog.cs",
        "Counterfactuals/StructuralModelGrain.cs",
        "Counterfactuals/SimulationPartGrain.cs",
        "Counterfactuals/CounterfactualLog.cs",
    ];

    private static string Root => Path.GetFullPath(Path.Combine(SourceFolder(), "..", ".."));

    [Fact]
    public void PureFiles_KnowNothingOfOrleansHttpClocksLogsOrTasks()
    {
        var grains = Path.Combine(Root, "Isl.Grains");
        var files = PureFolders
            .SelectMany(folder => Directory.GetFiles(Path.Combine(grains, folder), "*.cs", SearchOption.AllDirectories))
            .Concat(PureFiles.Select(file => Path.Combine(grains, file)))
            .Where(file => !Shells.Contains(Path.GetRelativePath(grains, file)))
            .ToList();

        Assert.True(files.Count > 20, $"Only {files.Count} pure files were found.");
        Assert.Empty(files
            .SelectMany(file => Impurities(File.ReadAllText(file)).Select(what => $"{Path.GetRelativePath(grains, file)}: {what}")));
    }

    [Fact]
    public void Impurities_OfAnImpureText_AreFound() =>
        Assert.Equal(7, Impurities("using Orleans;\nasync Task X(TimeProvider t, ILogger l, HttpContext c) => Stopwatch.GetTimestamp();").Count());

    [Fact]
    public void Interfaces_HoldNoGrainClass() =>
        Assert.DoesNotContain(
            Directory.GetFiles(Path.Combine(Root, "Isl.Grains.Interfaces"), "*.cs", SearchOption.AllDirectories),
            file => GrainClass().IsMatch(File.ReadAllText(file)));

    private static IEnumerable<string> Impurities(string source) =>
        Impurity().Matches(Comments().Replace(source, "")).Select(match => match.Value);

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(
        @"using Orleans|using Microsoft\.(?:AspNetCore|Extensions)|\bHttpContext\b|\bILogger\b|\bTimeProvider\b|\bStopwatch\b|\bDateTime(?:Offset)?\.(?:Utc)?Now\b|\b(?:Value)?Task(?=[<\s.])|\basync\b|\bIGrainFactory\b"
    )]
    private static partial Regex Impurity();

    [GeneratedRegex(@"///?.*$", RegexOptions.Multiline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"class\s+\w+[^\n]*:\s*Grain\b")]
    private static partial Regex GrainClass();
}
