using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Interfaces.Attribution;

/// <summary>What explains the difference of an outcome's mean between two tables? The subject is the first of them.</summary>
/// <param name="Graph">The graph; the outcome's ancestors are columns of both tables.</param>
/// <param name="Outcome">The variable whose mean differs.</param>
/// <param name="Families">The forms asked for, in ordinal order of the variables; the others are chosen.</param>
/// <param name="Before">How the first table was read.</param>
/// <param name="After">How the second table was read.</param>
/// <param name="AfterHash">Hash of the second table.</param>
/// <param name="Method">How.</param>
/// <param name="Seed">Seed of draws; null derives one from the question.</param>
[GenerateSerializer, Immutable, Alias("isl.change-question.v1")]
public sealed record ChangeQuestion(
    [property: Id(0)] CausalGraph Graph,
    [property: Id(1)] string Outcome,
    [property: Id(2)] ImmutableArray<NamedFamily> Families,
    [property: Id(3)] TableReading Before,
    [property: Id(4)] TableReading After,
    [property: Id(5)] string AfterHash,
    [property: Id(6)] ChangeMethod Method,
    [property: Id(7)] long? Seed);

/// <summary>How a change is attributed.</summary>
public enum ChangeMethod
{
    /// <summary>Fitted mechanisms, exchanged one by one.</summary>
    Shapley,

    /// <summary>The same with regressions that are corrected by reweighted rows: right where either of the two is.</summary>
    Robust,
}

/// <summary>Which noises make a case extreme? The subject is the model.</summary>
/// <param name="Outcome">The variable that is extreme.</param>
/// <param name="Row">The case: values by variable, in ordinal order.</param>
/// <param name="Seed">Seed of draws.</param>
[GenerateSerializer, Immutable, Alias("isl.outlier-question.v1")]
public sealed record OutlierQuestion(
    [property: Id(0)] string Outcome,
    [property: Id(1)] ImmutableArray<VariableValue> Row,
    [property: Id(2)] long Seed)
{
    /// <summary>The model, where it was fitted for this question; null where it was sent.</summary>
    [Id(3)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FittedFirst? Fitted { get; init; }
}
