using System.Globalization;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;

namespace Isl.Api.Requests.Models;

/// <summary>Reads the fields that every question about a structural model has.</summary>
internal static class ModelFields
{
    private const double MinLevel = 0.01;
    private const double MaxLevel = 0.999999;
    private const int MaxNames = 10;

    /// <summary>The outcome asked for, if any; notes a mistake where the model has no such variable.</summary>
    public static string? ReadOutcome(string? outcome, StructuralModel? model, RequestErrors errors)
    {
        if (outcome is not null)
        {
            IsKnown(outcome, JsonPointer.Root.Member("outcome"), model, errors);
        }

        return outcome;
    }

    /// <summary>The number of draws asked for, or the default.</summary>
    public static int ReadSamples(long? samples, RequestErrors errors) => (int)Fields.InRange(
        samples ?? CounterfactualQuestion.DefaultSamples,
        CounterfactualQuestion.MinSamples,
        CounterfactualQuestion.MaxSamples,
        JsonPointer.Root.Member("samples"),
        errors);

    /// <summary>The level asked for, or the default, as the decimal it is written as.</summary>
    public static decimal ReadLevel(double? level, RequestErrors errors) => (decimal)Fields.InRange(
        level ?? (double)CounterfactualQuestion.DefaultLevel,
        MinLevel,
        MaxLevel,
        JsonPointer.Root.Member("confidence_level"),
        errors,
        string.Create(CultureInfo.InvariantCulture, $"from {MinLevel} to {MaxLevel}, such as 0.95"));

    /// <summary>Notes a mistake where the model has no such variable; a model that could not be read is taken to have every one.</summary>
    public static bool IsKnown(string name, JsonPointer place, StructuralModel? model, RequestErrors errors)
    {
        if (model is null || model.Variables.Contains(name) || model.Distributions.Any(quantity => quantity.Name == name))
        {
            return true;
        }

        var near = Spelling.Nearest(name, model.Variables);
        var meant = near.Count > 0 ? $"did you mean `{near[0]}`? Its" : "its";
        var more = model.Variables.Length > MaxNames ? $" and {model.Variables.Length - MaxNames} more" : "";
        errors.Add(
            place,
            $"The model has no variable '{Shown.Short(name)}'; {meant} variables are {string.Join(", ", model.Variables.Take(MaxNames))}{more}.");
        return false;
    }

    /// <summary>A seed from the request itself: the same for every way of writing it, and short enough to be read aloud.</summary>
    public static long DeriveSeed<TQuestion>(string modelHash, TQuestion question)
        where TQuestion : notnull => First32Bits(modelHash) ^ First32Bits(ResultId.Of(SubjectKind.Model, modelHash, question).Question);

    private static uint First32Bits(string hash) => uint.Parse(hash.AsSpan(0, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
