using Isl.Tests.Support;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Isl.Tests.Architecture;

/// <summary>Algorithms are pure: they know nothing of Orleans, HTTP, dependency injection, loggers, clocks or tasks.</summary>
public sealed class PurityTests
{
    private static readonly string[] Shells = ["Answering", "Grains", "Hosting", "Telemetry"];

    /// <summary>What of Resilience is not pure: it logs, it is configured, and it is asked across the cluster.</summary>
    private static readonly string[] ShellsOfResilience = ["ResilienceLog.cs", "ResilienceOptions.cs", "ICircuits.cs"];

    /// <summary>What Resilience keeps is stored by grains and carries the serializer's marks; they are all that it knows of Orleans.</summary>
    private static readonly string[] MarksOfStates =
        ["Orleans.GenerateSerializerAttribute", "Orleans.AliasAttribute", "Orleans.IdAttribute", "Orleans.ImmutableAttribute"];

    private static readonly string[] Libraries =
        ["Orleans", "Microsoft.Extensions", "Microsoft.AspNetCore", "Serilog", "Prometheus", "OpenTelemetry", "StackExchange"];

    private static readonly string[] Types =
    [
        "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Threading.Tasks.Task", "System.Threading.Tasks.ValueTask",
        "System.Threading.Timer", "System.Threading.PeriodicTimer",
    ];

    private static readonly string[] Clocks =
        ["DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "Environment.TickCount", "Environment.TickCount64"];

    [Fact]
    public void PureFiles_KnowNothingOfOrleansHttpClocksLogsOrTasks()
    {
        Assert.True(Repository.Sources("Isl.Grains").Count(IsPure) > 100);

        Faults.None(Impurities(SourceModel.Product));
    }

    [Fact]
    public void Orleans_IsKnownToTheGrainsAndTheHostsOnly() => Faults.None(OrleansElsewhere(SourceModel.Product));

    [Fact]
    public void Contracts_HoldNoGrainClass() =>
        Faults.None(
            from file in Repository.Sources(House.Contracts)
            from type in SourceModel.Tree(file).DescendantNodes().OfType<ClassDeclarationSyntax>()
            where DeclarationLimits.IsGrain(type)
            select $"{file.Path}: {type.Identifier.Text}");

    [Theory]
    [InlineData("class X { Orleans.IGrainFactory? f; }")]
    [InlineData("class X { Microsoft.Extensions.Logging.ILogger? l; }")]
    [InlineData("class X { Microsoft.AspNetCore.Http.HttpContext? c; }")]
    [InlineData("class X { [Microsoft.Extensions.DependencyInjection.FromKeyedServices(1)] int i; }")]
    [InlineData("class X { System.TimeProvider? t; }")]
    [InlineData("class X { long l = System.Diagnostics.Stopwatch.GetTimestamp(); }")]
    [InlineData("class X { object o = System.DateTime.UtcNow; }")]
    [InlineData("class X { async System.Threading.Tasks.Task M() { } }")]
    [InlineData("class X { async System.Threading.Tasks.ValueTask<int> M() => 1; }")]
    [InlineData("using A = System.Threading.Tasks.Task; class X { A? t; }")]
    public void Impurities_OfAnImpureText_AreFound(string text)
    {
        Assert.NotEmpty(Impurities(SourceModel.Of(new SourceFile("Isl.Grains/Discovery/X.cs", text))));
        Assert.Empty(Impurities(SourceModel.Of(new SourceFile("Isl.Grains/Grains/X.cs", text))));
    }

    [Fact]
    public void Impurities_OfAPureText_AreNone() =>
        Assert.Empty(Impurities(SourceModel.Of(new SourceFile("Isl.Grains/Discovery/X.cs", "class X { System.DateTime d; double y = 2; }"))));

    [Theory]
    [InlineData("Resilience", 0)]
    [InlineData("Discovery", 1)]
    public void Impurities_OfTheSerializersMarks_AreNoneInStatesOnly(string folder, int count) =>
        Assert.Equal(count, Impurities(SourceModel.Of(new SourceFile($"Isl.Grains/{folder}/X.cs", "[Orleans.GenerateSerializer] class X;"))).Count());

    [Theory]
    [InlineData("Isl.Grains/Answering/X.cs", 1)]
    [InlineData("Isl.Grains/Numerics/X.cs", 1)]
    [InlineData("Isl.Grains/Resilience/X.cs", 1)]
    [InlineData("Isl.Grains/Grains/X.cs", 0)]
    [InlineData("Isl.Grains/Hosting/X.cs", 0)]
    [InlineData("Isl.Api/Cluster/X.cs", 0)]
    public void OrleansElsewhere_OfAFileThatUsesOrleans_IsFoundByItsFolder(string path, int count) =>
        Assert.Equal(count, OrleansElsewhere(SourceModel.Of(new SourceFile(path, "class X { Orleans.IGrainFactory? f; }"))).Count());

    private static IEnumerable<string> Impurities(SourceModel model) =>
        model
            .Uses.Where(use => IsPure(new SourceFile(use.Path, "")))
            .Where(use => IsOf(use, Libraries) || Types.Contains(use.TypeName) || Clocks.Contains($"{use.Type.Name}.{use.Member}"))
            .Select(use => use.ToString());

    private static IEnumerable<string> OrleansElsewhere(SourceModel model) =>
        model
            .Uses.Where(use => use.Path.StartsWith("Isl.Grains/", StringComparison.Ordinal) && IsOf(use, ["Orleans"]))
            .Where(use => House.RoomOf(new SourceFile(use.Path, "").Folder) is not ("Isl.Grains/Grains" or "Isl.Grains/Hosting"))
            .Select(use => use.ToString());

    private static bool IsPure(SourceFile file) =>
        file.Project == "Isl.Grains"
        && !Shells.Any(folder => file.IsIn("Isl.Grains/" + folder))
        && !(file.IsIn("Isl.Grains/Resilience") && ShellsOfResilience.Contains(file.Name));

    private static bool IsOf(Use use, string[] libraries) =>
        libraries.Any(library => use.TypeName.StartsWith(library + ".", StringComparison.Ordinal)) && !IsMarkOfState(use);

    private static bool IsMarkOfState(Use use) =>
        use.Path.StartsWith("Isl.Grains/Resilience/", StringComparison.Ordinal) && MarksOfStates.Contains(use.TypeName);
}
