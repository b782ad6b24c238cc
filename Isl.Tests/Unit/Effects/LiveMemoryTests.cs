using System.Collections.Immutable;
using System.Diagnostics;
using Isl.Bench;
using Isl.Grains.Effects;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;
using static Isl.Tests.Unit.Effects.EffectQuestions;

namespace Isl.Tests.Unit.Effects;

/// <summary>A large table is answered about without more than two copies of it beside the table itself.</summary>
/// <remarks>
/// What is reachable is what collections leave, again and again while an answer is computed. In a process of its own: there nothing else is
/// reachable, a collection takes milliseconds, and code is fresh, which keeps most things alive.
/// </remarks>
public sealed class LiveMemoryTests
{
    private const int Rows = 20_000;
    private const int Covariates = 18;
    private const double MostCopies = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Aipw_OnALargeTable_KeepsAtMostTwoCopiesOfIt()
    {
        var own = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Isl.Tests.exe" : "Isl.Tests");
        var start = new ProcessStartInfo(own, ["-class", typeof(LiveMemoryTests).FullName!, "-explicit", "only", "-noColor"])
        {
            RedirectStandardOutput = true,
        };

        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);

        Assert.True(process.ExitCode == 0, text);
        Assert.Contains("Total: 3, Errors: 0, Failed: 0, Skipped: 0, Not Run: 1,", text, StringComparison.Ordinal); // this one is not run
    }

    [Theory(Explicit = true)]
    [InlineData(NuisanceModel.Auto)]
    [InlineData(NuisanceModel.Boosted)]
    public void Aipw_WithItsDefaultRefuters_IsMeasured(NuisanceModel model)
    {
        var (data, graph) = Table();
        var spec = Spec(EstimatorName.Aipw) with { Folds = 5, OutcomeModel = model, PropensityModel = model };
        var question = Ask(graph, spec) with { Clip = 0.01, Refuters = null };
        var hash = data.Hash();

        var most = LiveMemory.MostDuring(() => EffectAnswer.Compute(data, hash, question, WorkBudget.Unlimited, Token), Pause, Token);
        var copies = most / (double)data.Bytes.Length;

        Assert.True(copies > 0.8, $"{copies} copies: a fit holds as much at one time, so the measurement missed it");
        Assert.True(copies <= MostCopies, $"{copies} times the table's size beside it");
    }

    private static (Dataset Data, CausalGraph Graph) Table()
    {
        var random = new Random(1);
        string[] names = [.. Enumerable.Range(0, Covariates).Select(j => $"X{j:00}")];
        var cells = new double[(Covariates + 2) * Rows];
        for (var i = 0; i < Rows; i++)
        {
            for (var j = 0; j < Covariates; j++)
            {
                cells[(j * Rows) + i] = (2 * random.NextDouble()) - 1;
            }

            var index = cells[i] - (0.5 * cells[Rows + i]);
            var t = random.NextDouble() < 1 / (1 + Math.Exp(-index)) ? 1 : 0;
            cells[(Covariates * Rows) + i] = t;
            cells[((Covariates + 1) * Rows) + i] = t + cells[i] + random.NextDouble();
        }

        ImmutableArray<string> columns = [.. names, "T", "Y"];
        var edges = names.SelectMany(name => new[] { (name, "T"), (name, "Y") }).Append(("T", "Y"));
        return (new Dataset(columns, Rows, cells), Graph([.. columns], [.. edges]));
    }
}
