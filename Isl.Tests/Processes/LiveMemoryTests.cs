using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Isl.Api.Endpoints.Profiling;
using Isl.Api.Requests;
using Isl.Bench;
using Isl.Grains.Effects;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Profiling;
using Isl.Grains.Numerics;
using Isl.Grains.Profiling;
using Microsoft.AspNetCore.Http;
using static Isl.Tests.Unit.Effects.EffectQuestions;

namespace Isl.Tests.Processes;

/// <summary>A large table is read and answered about without more than three copies of it: two beside the table itself.</summary>
/// <remarks>
/// What is reachable is what collections leave, again and again while an answer is computed. In a process of its own: there nothing else is
/// reachable, a collection takes milliseconds, and code is fresh, which keeps most things alive.
/// </remarks>
public sealed class LiveMemoryTests
{
    private const int Rows = 20_000;
    private const int ManyRows = 100_000;
    private const int Covariates = 18;
    private const double MostCopies = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan PauseOfMany = TimeSpan.FromMilliseconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ALargeTable_IsKeptAtMostThreeTimes()
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
        Assert.Contains("Total: 7, Errors: 0, Failed: 0, Skipped: 0, Not Run: 1,", text, StringComparison.Ordinal); // this one is not run
    }

    [Theory(Explicit = true)]
    [InlineData(NuisanceModel.Auto)]
    [InlineData(NuisanceModel.Boosted)]
    public void Aipw_WithItsDefaultRefuters_IsMeasured(NuisanceModel model)
    {
        var (data, graph) = Table();
        var spec = Spec(EstimatorName.Aipw) with { Folds = 5, OutcomeModel = model, PropensityModel = model };
        CheckAnswer(data, Ask(graph, spec));
    }

    /// <summary>On more rows: what refuters hold of some three thousand rows is the same for all tables.</summary>
    [Fact(Explicit = true)]
    public void TheDefaultEstimators_WithTheirDefaultRefuters_AreMeasured()
    {
        var (data, graph) = Table(ManyRows);
        CheckAnswer(data, Ask(graph) with { Estimators = null });
    }

    [Fact(Explicit = true)]
    public void AProfile_IsMeasured()
    {
        var data = Table().Data;
        var hash = data.Hash();
        Check(data, () => ProfileAnswer.Compute(data, hash, new ProfileQuestion(TableReading.Plain, []), WorkBudget.Unlimited), least: 0.1);
    }

    /// <summary>Text counts with its own length, here well over twice that of the numbers it stands for.</summary>
    [Theory(Explicit = true)]
    [InlineData(false)]
    [InlineData(true)]
    public void Reading_IsMeasured(bool isCsv)
    {
        var data = Table().Data;
        var sent = isCsv ? Csv(data) : Json(data);
        var asked = default(ProfileAsked);
        var most = LiveMemory.MostDuring(() => asked = Read(sent), Pause, Token);

        Assert.Equal(data.Hash(), asked!.Data.Hash());
        var copies = isCsv ? 2 * sent.Length : sent.Length + data.Bytes.Length; // the body, and its CSV without escapes or its cells
        Assert.InRange(most, 0.6 * copies, 1.1 * copies);
    }

    private static ProfileAsked Read(byte[] sent)
    {
        var context = new DefaultHttpContext
        {
            Request = { ContentType = "application/json", ContentLength = sent.Length, Body = new MemoryStream(sent) },
        };
        var limits = new RequestLimits(new GraphLimits(), new DataLimits());
        return RequestBody.Read<ProfileRequest, ProfileAsked>(context, limits, ProfilingMapping.Read).GetAwaiter().GetResult();
    }

    private static byte[] Json(Dataset data) => JsonSerializer.SerializeToUtf8Bytes(new { variable_names = data.Variables, data = RowsOf(data) });

    private static byte[] Csv(Dataset data) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        data_csv = string.Join('\n', RowsOf(data).Select(row => string.Join(',', row)).Prepend(string.Join(',', data.Variables))),
    });

    private static IEnumerable<IEnumerable<double>> RowsOf(Dataset data) => Enumerable.Range(0, data.Rows)
        .Select(row => Enumerable.Range(0, data.Columns).Select(column => data.Column(column)[row]));

    private static void CheckAnswer(Dataset data, EffectQuestion asked)
    {
        var question = asked with { Clip = 0.01, Refuters = null };
        var hash = data.Hash();
        Check(data, () => EffectAnswer.Compute(data, hash, question, WorkBudget.Unlimited, Token), least: 0.8);
    }

    /// <summary>Fewer copies than the work itself needs at one time are a measurement that missed it.</summary>
    private static void Check(Dataset data, Action work, double least)
    {
        var copies = LiveMemory.MostDuring(work, data.Rows == Rows ? Pause : PauseOfMany, Token) / (double)data.Bytes.Length;
        Assert.InRange(copies, least, MostCopies);
    }

    private static (Dataset Data, CausalGraph Graph) Table(int rows = Rows)
    {
        var random = new Random(1);
        string[] names = [.. Enumerable.Range(0, Covariates).Select(j => $"X{j:00}")];
        var cells = new double[(Covariates + 2) * rows];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < Covariates; j++)
            {
                cells[(j * rows) + i] = (2 * random.NextDouble()) - 1;
            }

            var index = cells[i] - (0.5 * cells[rows + i]);
            var t = random.NextDouble() < 1 / (1 + Math.Exp(-index)) ? 1 : 0;
            cells[(Covariates * rows) + i] = t;
            cells[((Covariates + 1) * rows) + i] = t + cells[i] + random.NextDouble();
        }

        ImmutableArray<string> columns = [.. names, "T", "Y"];
        var edges = names.SelectMany(name => new[] { (name, "T"), (name, "Y") }).Append(("T", "Y"));
        return (new Dataset(columns, rows, cells), Graph([.. columns], [.. edges]));
    }
}
