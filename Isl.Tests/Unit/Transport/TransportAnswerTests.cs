using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Transport;
using Isl.Grains.Numerics;
using Isl.Grains.Transport;

namespace Isl.Tests.Unit.Transport;

public sealed class TransportAnswerTests
{
    [Fact]
    public void Compute_NothingDeclared_IsDirectAndSaysThatItIsAssumed()
    {
        var result = Ask("X>Y Z>X Z>Y");

        Assert.Equal("direct", result.Method);
        Assert.Equal("P_target(Y | do(X)) = P_source(Y | do(X))", result.Formula);
        Assert.False(result.AdaptationRequired);
        Assert.Contains(result.ValidityConditions, text => text.Contains("assumed, not found", StringComparison.Ordinal));
    }

    [Fact]
    public void Compute_CovariateDiffers_IsReweighted()
    {
        var result = Ask("X>Y Z>X Z>Y", selection: ["Z"], target: ["Z"]);
        Assert.Equal(result.Formula, Ask("X>Y Z>X Z>Y", selection: ["Z"]).Formula);

        Assert.Equal("selection_diagram", result.Method);
        Assert.Equal("P_target(Y | do(X)) = Σ_{Z} P_source(Y | do(X), Z) P_target(Z)", result.Formula);
        Assert.True(result.AdaptationRequired);
        Assert.Equal("moderate", result.Robustness);
        Assert.Equal(["X", "Z"], Assert.Single(result.Tolerates));
    }

    [Fact]
    public void Compute_OutcomeDiffersUnderConfounding_IsANoWithItsHedge()
    {
        var result = Ask("X>Y X~Y", selection: ["Y"]);

        Assert.False(result.Transportable);
        Assert.Null(result.Formula);
        Assert.Equal(["Y"], result.SHedge!.RootSet);
        Assert.Equal(["selection", "selection", "hedge"], result.SHedge.Obstacles.Select(one => one.Kind));
        Assert.NotEmpty(result.Suggestions);
    }

    [Fact]
    public void Compute_OutcomeDiffersWithoutConfounding_TargetAnswers()
    {
        var result = Ask("X>Y", selection: ["Y"]);

        Assert.Equal("target_only", result.Method);
        Assert.Equal("P_target(Y | do(X)) = P_target(Y | X)", result.Formula);
        Assert.Equal("robust", result.Robustness);
    }

    [Fact]
    public void Compute_OutcomeDiffersAndIsNotMeasuredInTheTarget_IsANo()
    {
        var result = Ask("X>Y", selection: ["Y"], target: ["X"]);

        Assert.False(result.Transportable);
        Assert.Contains("Measure Y in field.", result.Suggestions);
    }

    [Fact]
    public void Compute_MediatorDiffers_IsNeverReweightedAsACovariate()
    {
        // Bareinboim and Pearl (2012), figure 4(c): the mediator's mechanism under x is read in the target.
        var result = Ask("X>Z Z>Y X~Y", selection: ["Z"]);

        Assert.Equal("P_target(Y | do(X)) = Σ_{Z} P_source(Y | do(X), Z) P_target(Z | X)", result.Formula);
    }

    [Fact]
    public void Compute_MediatorKnownInTheSourceOnly_UsesTheTargetsOwnAssociation()
    {
        var result = Ask("X>M M>Y", selection: ["M"], target: ["X", "Y"]);

        Assert.Equal("P_target(Y | do(X)) = P_target(Y | X)", result.Formula);
    }

    [Fact]
    public void Compute_ExperimentOnASurrogate_IsUsed()
    {
        // z-identifiability (Bareinboim and Pearl 2012): the bow between X and Z is cut by an experiment on Z.
        var none = Ask("Z>X X>Y Z~X Z~Y", experiments: []);
        var one = Ask("Z>X X>Y Z~X Z~Y", experiments: ["Z"]);

        Assert.False(none.Transportable);
        Assert.True(one.Transportable);
        Assert.Contains("do(", one.Formula!, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_EverySuggestion_Helps()
    {
        var result = Ask("X>Y X~Y", experiments: [], target: ["X"]);

        Assert.False(result.Transportable);
        Assert.Contains("Run an experiment in lab that sets X.", result.Suggestions);
        Assert.True(Ask("X>Y X~Y", experiments: ["X"], target: ["X"]).Transportable);
    }

    [Fact]
    public void Compute_UnmeasuredEverywhere_SaysWhatItKnows()
    {
        var result = Ask("X>Y", selection: ["Y"], source: ["X"], target: ["X"]);

        Assert.False(result.Transportable);
        Assert.All(result.SHedge!.Obstacles, one => Assert.True(one.Kind is "unmeasured" or "selection"));
    }

    private static TransportResult Ask(
        string text,
        ImmutableArray<string>? selection = null,
        ImmutableArray<string>? source = null,
        ImmutableArray<string>? target = null,
        ImmutableArray<string>? experiments = null)
    {
        var graph = Graph(text);
        var question = new TransportQuestion(
            "X",
            "Y",
            selection ?? [],
            new Population("lab", source ?? graph.Nodes, null),
            new Population("field", target ?? graph.Nodes, null),
            experiments is { } set ? (set.IsEmpty ? [] : [set]) : [["X"]]);
        return TransportAnswer.Compute(graph, question, null, WorkBudget.Until(TestContext.Current.CancellationToken));
    }

    private static CausalGraph Graph(string text)
    {
        var builder = new CausalGraphBuilder();
        var edges = text.Split(' ');
        foreach (var name in edges.SelectMany(edge => edge.Split('>', '~')).Distinct())
        {
            builder.AddNode(name, "");
        }

        foreach (var edge in edges)
        {
            if (edge.Split('>') is [var from, var to])
            {
                builder.AddEdge(from, to, "");
            }
            else if (edge.Split('~') is [var a, var b])
            {
                builder.AddBidirected(a, b, "");
            }
        }

        return builder.Build();
    }
}
