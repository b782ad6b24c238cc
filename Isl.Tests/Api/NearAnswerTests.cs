using Isl.Grains.Answering.Store;
using Isl.Grains.Hosting;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Resilience;
using Isl.Tests.Unit.Counterfactuals;
using Microsoft.Extensions.DependencyInjection;

namespace Isl.Tests.Api;

/// <summary>Small questions about models are answered without their grains, which then have the answer; others by them.</summary>
public sealed class NearAnswerTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "P", "Q ~ normal(7, 1)", "R = 2.5 * P + 1.2 * Q + noise | normal(0, 50)")]
    [InlineData(true, "P", "Q ~ uniform(0, 1)", "R = if(Q > 0.5, P * Q, max(P, 2)) + noise | laplace(0, 1)")]
    [InlineData(true, "P ~ bernoulli(0.2)", "Q ~ exponential(3)", "R = P * Q", "S = R / (1 + abs(P))")]
    [InlineData(false, "P", "Q ~ student_t(5)", "R = P + Q")]
    [InlineData(false, "P", "Q ~ normal(7, 1)", "R = P + exp(Q / 10)")]
    public async Task Predict_WithoutTheGrain_IsTheOneThatTheGrainGives(bool isSmall, params string[] lines)
    {
        await Untroubled(api);
        var model = ExampleModels.Of(lines);
        var (near, grain) = (api.Services.GetRequiredService<NearAnswers>(), Grain(model));

        var answer = await near.Predict(model, model.Hash(), Question(model), Test);
        var held = await grain.Predict(model, Question(model), Test);
        api.Services.GetRequiredService<ResultCache>().Clear();
        var made = await grain.Predict(model, Question(model), Test);

        Assert.Equal(isSmall, answer is not null);
        Assert.Equal(isSmall ? CacheOutcome.Hit : CacheOutcome.Miss, held.Cache);
        Assert.Equal(CacheOutcome.Miss, made.Cache);
        Assert.Equal(made.Body.ToArray(), (answer ?? held).Body.ToArray());
    }

    [Fact]
    public async Task Predict_MoreDrawsOrEvidenceOrOperations_IsLeftToTheGrain()
    {
        await Untroubled(api);
        var model = ExampleModels.Of("P", "Q ~ normal(7, 1)", "R = P + Q");
        var near = api.Services.GetRequiredService<NearAnswers>();
        var question = Question(model);

        Assert.Null(await near.Predict(model, model.Hash(), question with { Samples = 10_001 }, Test));
        Assert.Null(await near.Predict(model, model.Hash(), question with { Context = [new VariableValue("R", 9)] }, Test));
        Assert.NotNull(await near.Predict(model, model.Hash(), question with { Samples = 10 }, Test));

        var longer = ExampleModels.Of("P", "Q ~ normal(7, 1)", "R = P" + string.Concat(Enumerable.Repeat("+Q*P", 60)));
        Assert.Null(await near.Predict(longer, longer.Hash(), question, Test));
    }

    [Fact]
    public async Task Predict_ThatFails_IsLeftToTheGrain_WhichAnswersByFewerDraws()
    {
        await using var own = new IslApiFactory();
        await Untroubled(own);
        own.Faults.Fault = (_, _) => throw new InvalidOperationException("injected");

        var answer = await own.AskAsync(ModelRequests.Counterfactual, ModelRequests.Ask(ModelRequests.Revenue, """{"Price": 1}"""));

        Assert.True(answer.GetProperty("degraded").GetBoolean());
        Assert.Equal(2, own.Faults.Computations); // here, and by the grain
    }

    /// <summary>The process has heard of the circuit: before, it asks its grain.</summary>
    private static async Task Untroubled(IslApiFactory service)
    {
        var circuits = service.Services.GetRequiredService<ICircuits>();
        using var end = new CancellationTokenSource(Patience);
        while (!circuits.IsUntroubled(CircuitNames.MonteCarlo))
        {
            await Task.Delay(20, end.Token);
        }
    }

    private IStructuralModelGrain Grain(StructuralModel model) =>
        api.Services.GetRequiredService<IGrainFactory>().GetGrain<IStructuralModelGrain>(model.Hash());

    private static CounterfactualQuestion Question(StructuralModel model) => new(
        Intervention.Of([new VariableIntervention(model.Variables[0], InterventionKind.Set, 2)]),
        [],
        null,
        CounterfactualQuestion.DefaultSamples,
        CounterfactualQuestion.DefaultLevel,
        7);
}
