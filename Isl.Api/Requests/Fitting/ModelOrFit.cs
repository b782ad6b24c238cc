using System.Text.Json;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Models;

namespace Isl.Api.Requests.Fitting;

/// <summary>A question about a model that was sent, or about one that is to be fitted first.</summary>
/// <typeparam name="TAsked">The question with its model.</typeparam>
internal sealed class ModelOrFit<TAsked>
    where TAsked : class
{
    private readonly Func<StructuralModel?, FittedFirst?, Reading, TAsked?> _read;
    private readonly Reading _reading;

    private ModelOrFit(TAsked? asked, FitAsked? fit, Func<StructuralModel?, FittedFirst?, Reading, TAsked?> read, Reading reading) =>
        (Asked, Fit, _read, _reading) = (asked, fit, read, reading);

    /// <summary>The question about a model that was sent; null where one is to be fitted.</summary>
    public TAsked? Asked { get; }

    /// <summary>The model to fit first; null where one was sent.</summary>
    public FitAsked? Fit { get; }

    /// <summary>Reads the model, or what has one fitted, and the question; null where something is wrong, which is noted.</summary>
    /// <param name="input">The model that was sent.</param>
    /// <param name="fit">What has one fitted.</param>
    /// <param name="reading">Takes the mistakes.</param>
    /// <param name="read">
    /// Reads the question about a model, which is null where it is not known (yet), and which may have been fitted first; gives null then, and where
    /// something is wrong, which is noted.
    /// </param>
    public static ModelOrFit<TAsked>? Read(
        ModelInput? input, IFitRequest fit, Reading reading, Func<StructuralModel?, FittedFirst?, Reading, TAsked?> read)
    {
        if (!FitReader.IsAsked(fit))
        {
            RefuseSettings(fit, reading.Errors);
            var asked = read(ModelReader.Read(input, reading), null, reading);
            return asked is null || !reading.Errors.None ? null : new ModelOrFit<TAsked>(asked, null, read, reading);
        }

        if (input is not null)
        {
            reading.Errors.Add(
                JsonPointer.Root.Member("model"), "Both a model and a graph with data are given; send the model, or let one be fitted.");
        }

        var question = FitReader.Read(fit, reading);
        _ = read(null, null, reading); // what is wrong with the rest is told before anything is fitted
        return question is null || !reading.Errors.None ? null : new ModelOrFit<TAsked>(null, question, read, reading);
    }

    /// <summary>The question about the model that was fitted.</summary>
    /// <param name="model">The model as the answer of the fit holds it.</param>
    /// <param name="degradedReason">Why a simpler method fitted it; null where none did.</param>
    /// <exception cref="InputException">Something is wrong with the question.</exception>
    public TAsked About(JsonElement model, string? degradedReason)
    {
        var fitted = new FittedFirst(model.GetRawText(), degradedReason);
        var asked = _read(ModelReader.Read(new ModelInput(model), _reading), fitted, _reading);
        _reading.Errors.ThrowIfAny();
        return asked!;
    }

    /// <summary>Settings of a fit say nothing about a model that was sent.</summary>
    private static void RefuseSettings(IFitRequest fit, RequestErrors errors)
    {
        foreach (var (isGiven, name) in new[]
        {
            (fit.Families is not null, "families"), (fit.Noise is not null, "noise"), (fit.Missing is not null, "missing"),
            (fit.Weights is not null, "weights"), (fit.Folds is not null, "folds"), (fit.VariableNames is not null, "variable_names"),
        })
        {
            if (isGiven)
            {
                errors.Add(JsonPointer.Root.Member(name), $"{name} is about a model to be fitted; send dag_structure and data, or leave it out.");
            }
        }
    }
}
