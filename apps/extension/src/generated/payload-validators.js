// Made by `npm run generate` from the DTOs of libs/protocol. Do not edit.
var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};

// node_modules/ajv/dist/runtime/ucs2length.js
var require_ucs2length = __commonJS({
  "node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320)
            pos++;
        }
      }
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});

// <stdin>
import { OttoError, violationError } from "@otto/protocol";

// virtual:compiled
var TabOpenPayload = validate10;
var schema11 = { "type": "object", "properties": { "url": { "minLength": 1, "maxLength": 65536, "type": "string" }, "retain": { "type": "boolean" }, "waitUntil": { "type": "string", "enum": ["none", "commit", "load"] } }, "required": ["url"] };
var func0 = Object.prototype.hasOwnProperty;
var func47 = require_ucs2length().default;
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if ((data.url === void 0 || !func0.call(data, "url")) && (missing0 = "url")) {
        validate10.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        if (data.url !== void 0 && func0.call(data, "url")) {
          let data0 = data.url;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (typeof data0 === "string") {
              if (func47(data0) > 65536) {
                validate10.errors = [{ instancePath: instancePath + "/url", schemaPath: "#/properties/url/maxLength", keyword: "maxLength", params: { limit: 65536 }, message: "must NOT have more than 65536 characters" }];
                return false;
              } else {
                if (func47(data0) < 1) {
                  validate10.errors = [{ instancePath: instancePath + "/url", schemaPath: "#/properties/url/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                  return false;
                }
              }
            } else {
              validate10.errors = [{ instancePath: instancePath + "/url", schemaPath: "#/properties/url/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
              return false;
            }
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.retain !== void 0 && func0.call(data, "retain")) {
            const _errs3 = errors;
            if (typeof data.retain !== "boolean") {
              validate10.errors = [{ instancePath: instancePath + "/retain", schemaPath: "#/properties/retain/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" }];
              return false;
            }
            var valid0 = _errs3 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.waitUntil !== void 0 && func0.call(data, "waitUntil")) {
              let data2 = data.waitUntil;
              const _errs5 = errors;
              if (typeof data2 !== "string") {
                validate10.errors = [{ instancePath: instancePath + "/waitUntil", schemaPath: "#/properties/waitUntil/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                return false;
              }
              if (!(data2 === "none" || data2 === "commit" || data2 === "load")) {
                validate10.errors = [{ instancePath: instancePath + "/waitUntil", schemaPath: "#/properties/waitUntil/enum", keyword: "enum", params: { allowedValues: schema11.properties.waitUntil.enum }, message: "must be equal to one of the allowed values" }];
                return false;
              }
              var valid0 = _errs5 === errors;
            } else {
              var valid0 = true;
            }
          }
        }
      }
    } else {
      validate10.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate10.errors = vErrors;
  return errors === 0;
}
var EmptyPayload = validate11;
function validate11(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (!(data && typeof data == "object" && !Array.isArray(data))) {
    validate11.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
    return false;
  }
  validate11.errors = vErrors;
  return errors === 0;
}
var TabNavigatePayload = validate12;
var schema13 = { "type": "object", "properties": { "url": { "minLength": 1, "maxLength": 65536, "type": "string" }, "waitUntil": { "type": "string", "enum": ["none", "commit", "load"] } }, "required": ["url"] };
function validate12(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if ((data.url === void 0 || !func0.call(data, "url")) && (missing0 = "url")) {
        validate12.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        if (data.url !== void 0 && func0.call(data, "url")) {
          let data0 = data.url;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (typeof data0 === "string") {
              if (func47(data0) > 65536) {
                validate12.errors = [{ instancePath: instancePath + "/url", schemaPath: "#/properties/url/maxLength", keyword: "maxLength", params: { limit: 65536 }, message: "must NOT have more than 65536 characters" }];
                return false;
              } else {
                if (func47(data0) < 1) {
                  validate12.errors = [{ instancePath: instancePath + "/url", schemaPath: "#/properties/url/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                  return false;
                }
              }
            } else {
              validate12.errors = [{ instancePath: instancePath + "/url", schemaPath: "#/properties/url/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
              return false;
            }
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.waitUntil !== void 0 && func0.call(data, "waitUntil")) {
            let data1 = data.waitUntil;
            const _errs3 = errors;
            if (typeof data1 !== "string") {
              validate12.errors = [{ instancePath: instancePath + "/waitUntil", schemaPath: "#/properties/waitUntil/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
              return false;
            }
            if (!(data1 === "none" || data1 === "commit" || data1 === "load")) {
              validate12.errors = [{ instancePath: instancePath + "/waitUntil", schemaPath: "#/properties/waitUntil/enum", keyword: "enum", params: { allowedValues: schema13.properties.waitUntil.enum }, message: "must be equal to one of the allowed values" }];
              return false;
            }
            var valid0 = _errs3 === errors;
          } else {
            var valid0 = true;
          }
        }
      }
    } else {
      validate12.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate12.errors = vErrors;
  return errors === 0;
}
var TabCloseOwnedPayload = validate13;
function validate13(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if ((data.controllerClientId === void 0 || !func0.call(data, "controllerClientId")) && (missing0 = "controllerClientId")) {
        validate13.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        if (data.controllerClientId !== void 0 && func0.call(data, "controllerClientId")) {
          let data0 = data.controllerClientId;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (typeof data0 === "string") {
              if (func47(data0) > 128) {
                validate13.errors = [{ instancePath: instancePath + "/controllerClientId", schemaPath: "#/properties/controllerClientId/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters" }];
                return false;
              } else {
                if (func47(data0) < 1) {
                  validate13.errors = [{ instancePath: instancePath + "/controllerClientId", schemaPath: "#/properties/controllerClientId/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                  return false;
                }
              }
            } else {
              validate13.errors = [{ instancePath: instancePath + "/controllerClientId", schemaPath: "#/properties/controllerClientId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
              return false;
            }
          }
        }
      }
    } else {
      validate13.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate13.errors = vErrors;
  return errors === 0;
}
var ExtractTextPayload = validate14;
function validate14(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.selector !== void 0 && func0.call(data, "selector")) {
        let data0 = data.selector;
        const _errs1 = errors;
        if (errors === _errs1) {
          if (typeof data0 === "string") {
            if (func47(data0) > 4096) {
              validate14.errors = [{ instancePath: instancePath + "/selector", schemaPath: "#/properties/selector/maxLength", keyword: "maxLength", params: { limit: 4096 }, message: "must NOT have more than 4096 characters" }];
              return false;
            } else {
              if (func47(data0) < 1) {
                validate14.errors = [{ instancePath: instancePath + "/selector", schemaPath: "#/properties/selector/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                return false;
              }
            }
          } else {
            validate14.errors = [{ instancePath: instancePath + "/selector", schemaPath: "#/properties/selector/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
            return false;
          }
        }
        var valid0 = _errs1 === errors;
      } else {
        var valid0 = true;
      }
      if (valid0) {
        if (data.maxChars !== void 0 && func0.call(data, "maxChars")) {
          let data1 = data.maxChars;
          const _errs3 = errors;
          if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
            validate14.errors = [{ instancePath: instancePath + "/maxChars", schemaPath: "#/properties/maxChars/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
            return false;
          }
          if (errors === _errs3) {
            if (typeof data1 == "number" && isFinite(data1)) {
              if (data1 > 5e7 || isNaN(data1)) {
                validate14.errors = [{ instancePath: instancePath + "/maxChars", schemaPath: "#/properties/maxChars/maximum", keyword: "maximum", params: { comparison: "<=", limit: 5e7 }, message: "must be <= 50000000" }];
                return false;
              } else {
                if (data1 < 1 || isNaN(data1)) {
                  validate14.errors = [{ instancePath: instancePath + "/maxChars", schemaPath: "#/properties/maxChars/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" }];
                  return false;
                }
              }
            }
          }
          var valid0 = _errs3 === errors;
        } else {
          var valid0 = true;
        }
      }
    } else {
      validate14.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate14.errors = vErrors;
  return errors === 0;
}
var ExtractHtmlPayload = validate15;
function validate15(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.url !== void 0 && func0.call(data, "url")) {
        let data0 = data.url;
        const _errs1 = errors;
        if (errors === _errs1) {
          if (typeof data0 === "string") {
            if (func47(data0) > 65536) {
              validate15.errors = [{ instancePath: instancePath + "/url", schemaPath: "#/properties/url/maxLength", keyword: "maxLength", params: { limit: 65536 }, message: "must NOT have more than 65536 characters" }];
              return false;
            } else {
              if (func47(data0) < 1) {
                validate15.errors = [{ instancePath: instancePath + "/url", schemaPath: "#/properties/url/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                return false;
              }
            }
          } else {
            validate15.errors = [{ instancePath: instancePath + "/url", schemaPath: "#/properties/url/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
            return false;
          }
        }
        var valid0 = _errs1 === errors;
      } else {
        var valid0 = true;
      }
      if (valid0) {
        if (data.selector !== void 0 && func0.call(data, "selector")) {
          let data1 = data.selector;
          const _errs3 = errors;
          if (errors === _errs3) {
            if (typeof data1 === "string") {
              if (func47(data1) > 4096) {
                validate15.errors = [{ instancePath: instancePath + "/selector", schemaPath: "#/properties/selector/maxLength", keyword: "maxLength", params: { limit: 4096 }, message: "must NOT have more than 4096 characters" }];
                return false;
              } else {
                if (func47(data1) < 1) {
                  validate15.errors = [{ instancePath: instancePath + "/selector", schemaPath: "#/properties/selector/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                  return false;
                }
              }
            } else {
              validate15.errors = [{ instancePath: instancePath + "/selector", schemaPath: "#/properties/selector/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
              return false;
            }
          }
          var valid0 = _errs3 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.maxChars !== void 0 && func0.call(data, "maxChars")) {
            let data2 = data.maxChars;
            const _errs5 = errors;
            if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
              validate15.errors = [{ instancePath: instancePath + "/maxChars", schemaPath: "#/properties/maxChars/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
              return false;
            }
            if (errors === _errs5) {
              if (typeof data2 == "number" && isFinite(data2)) {
                if (data2 > 5e7 || isNaN(data2)) {
                  validate15.errors = [{ instancePath: instancePath + "/maxChars", schemaPath: "#/properties/maxChars/maximum", keyword: "maximum", params: { comparison: "<=", limit: 5e7 }, message: "must be <= 50000000" }];
                  return false;
                } else {
                  if (data2 < 1 || isNaN(data2)) {
                    validate15.errors = [{ instancePath: instancePath + "/maxChars", schemaPath: "#/properties/maxChars/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" }];
                    return false;
                  }
                }
              }
            }
            var valid0 = _errs5 === errors;
          } else {
            var valid0 = true;
          }
        }
      }
    } else {
      validate15.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate15.errors = vErrors;
  return errors === 0;
}
var DistillPayload = validate16;
var schema17 = { "type": "object", "properties": { "url": { "minLength": 1, "maxLength": 65536, "type": "string" }, "mode": { "type": "string", "enum": ["readability", "dom-distiller"] }, "fallbackToReadability": { "type": "boolean" }, "maxChars": { "maximum": 5e7, "type": "integer", "minimum": 1 } } };
function validate16(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.url !== void 0 && func0.call(data, "url")) {
        let data0 = data.url;
        const _errs1 = errors;
        if (errors === _errs1) {
          if (typeof data0 === "string") {
            if (func47(data0) > 65536) {
              validate16.errors = [{ instancePath: instancePath + "/url", schemaPath: "#/properties/url/maxLength", keyword: "maxLength", params: { limit: 65536 }, message: "must NOT have more than 65536 characters" }];
              return false;
            } else {
              if (func47(data0) < 1) {
                validate16.errors = [{ instancePath: instancePath + "/url", schemaPath: "#/properties/url/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                return false;
              }
            }
          } else {
            validate16.errors = [{ instancePath: instancePath + "/url", schemaPath: "#/properties/url/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
            return false;
          }
        }
        var valid0 = _errs1 === errors;
      } else {
        var valid0 = true;
      }
      if (valid0) {
        if (data.mode !== void 0 && func0.call(data, "mode")) {
          let data1 = data.mode;
          const _errs3 = errors;
          if (typeof data1 !== "string") {
            validate16.errors = [{ instancePath: instancePath + "/mode", schemaPath: "#/properties/mode/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
            return false;
          }
          if (!(data1 === "readability" || data1 === "dom-distiller")) {
            validate16.errors = [{ instancePath: instancePath + "/mode", schemaPath: "#/properties/mode/enum", keyword: "enum", params: { allowedValues: schema17.properties.mode.enum }, message: "must be equal to one of the allowed values" }];
            return false;
          }
          var valid0 = _errs3 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.fallbackToReadability !== void 0 && func0.call(data, "fallbackToReadability")) {
            const _errs5 = errors;
            if (typeof data.fallbackToReadability !== "boolean") {
              validate16.errors = [{ instancePath: instancePath + "/fallbackToReadability", schemaPath: "#/properties/fallbackToReadability/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" }];
              return false;
            }
            var valid0 = _errs5 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.maxChars !== void 0 && func0.call(data, "maxChars")) {
              let data3 = data.maxChars;
              const _errs7 = errors;
              if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
                validate16.errors = [{ instancePath: instancePath + "/maxChars", schemaPath: "#/properties/maxChars/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                return false;
              }
              if (errors === _errs7) {
                if (typeof data3 == "number" && isFinite(data3)) {
                  if (data3 > 5e7 || isNaN(data3)) {
                    validate16.errors = [{ instancePath: instancePath + "/maxChars", schemaPath: "#/properties/maxChars/maximum", keyword: "maximum", params: { comparison: "<=", limit: 5e7 }, message: "must be <= 50000000" }];
                    return false;
                  } else {
                    if (data3 < 1 || isNaN(data3)) {
                      validate16.errors = [{ instancePath: instancePath + "/maxChars", schemaPath: "#/properties/maxChars/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" }];
                      return false;
                    }
                  }
                }
              }
              var valid0 = _errs7 === errors;
            } else {
              var valid0 = true;
            }
          }
        }
      }
    } else {
      validate16.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate16.errors = vErrors;
  return errors === 0;
}
var ScreenshotPayload = validate17;
var schema18 = { "type": "object", "properties": { "url": { "minLength": 1, "maxLength": 65536, "type": "string" }, "mode": { "type": "string", "enum": ["viewport", "full_page"] }, "format": { "type": "string", "enum": ["png", "jpeg"] }, "quality": { "maximum": 100, "type": "integer", "minimum": 1 }, "maxBytes": { "minimum": 1024, "type": "integer" } } };
function validate17(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.url !== void 0 && func0.call(data, "url")) {
        let data0 = data.url;
        const _errs1 = errors;
        if (errors === _errs1) {
          if (typeof data0 === "string") {
            if (func47(data0) > 65536) {
              validate17.errors = [{ instancePath: instancePath + "/url", schemaPath: "#/properties/url/maxLength", keyword: "maxLength", params: { limit: 65536 }, message: "must NOT have more than 65536 characters" }];
              return false;
            } else {
              if (func47(data0) < 1) {
                validate17.errors = [{ instancePath: instancePath + "/url", schemaPath: "#/properties/url/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                return false;
              }
            }
          } else {
            validate17.errors = [{ instancePath: instancePath + "/url", schemaPath: "#/properties/url/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
            return false;
          }
        }
        var valid0 = _errs1 === errors;
      } else {
        var valid0 = true;
      }
      if (valid0) {
        if (data.mode !== void 0 && func0.call(data, "mode")) {
          let data1 = data.mode;
          const _errs3 = errors;
          if (typeof data1 !== "string") {
            validate17.errors = [{ instancePath: instancePath + "/mode", schemaPath: "#/properties/mode/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
            return false;
          }
          if (!(data1 === "viewport" || data1 === "full_page")) {
            validate17.errors = [{ instancePath: instancePath + "/mode", schemaPath: "#/properties/mode/enum", keyword: "enum", params: { allowedValues: schema18.properties.mode.enum }, message: "must be equal to one of the allowed values" }];
            return false;
          }
          var valid0 = _errs3 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.format !== void 0 && func0.call(data, "format")) {
            let data2 = data.format;
            const _errs5 = errors;
            if (typeof data2 !== "string") {
              validate17.errors = [{ instancePath: instancePath + "/format", schemaPath: "#/properties/format/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
              return false;
            }
            if (!(data2 === "png" || data2 === "jpeg")) {
              validate17.errors = [{ instancePath: instancePath + "/format", schemaPath: "#/properties/format/enum", keyword: "enum", params: { allowedValues: schema18.properties.format.enum }, message: "must be equal to one of the allowed values" }];
              return false;
            }
            var valid0 = _errs5 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.quality !== void 0 && func0.call(data, "quality")) {
              let data3 = data.quality;
              const _errs7 = errors;
              if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
                validate17.errors = [{ instancePath: instancePath + "/quality", schemaPath: "#/properties/quality/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                return false;
              }
              if (errors === _errs7) {
                if (typeof data3 == "number" && isFinite(data3)) {
                  if (data3 > 100 || isNaN(data3)) {
                    validate17.errors = [{ instancePath: instancePath + "/quality", schemaPath: "#/properties/quality/maximum", keyword: "maximum", params: { comparison: "<=", limit: 100 }, message: "must be <= 100" }];
                    return false;
                  } else {
                    if (data3 < 1 || isNaN(data3)) {
                      validate17.errors = [{ instancePath: instancePath + "/quality", schemaPath: "#/properties/quality/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" }];
                      return false;
                    }
                  }
                }
              }
              var valid0 = _errs7 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.maxBytes !== void 0 && func0.call(data, "maxBytes")) {
                let data4 = data.maxBytes;
                const _errs9 = errors;
                if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
                  validate17.errors = [{ instancePath: instancePath + "/maxBytes", schemaPath: "#/properties/maxBytes/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                  return false;
                }
                if (errors === _errs9) {
                  if (typeof data4 == "number" && isFinite(data4)) {
                    if (data4 < 1024 || isNaN(data4)) {
                      validate17.errors = [{ instancePath: instancePath + "/maxBytes", schemaPath: "#/properties/maxBytes/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1024 }, message: "must be >= 1024" }];
                      return false;
                    }
                  }
                }
                var valid0 = _errs9 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate17.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate17.errors = vErrors;
  return errors === 0;
}
var CommandListPayload = validate18;
function validate18(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.site !== void 0 && func0.call(data, "site")) {
        let data0 = data.site;
        const _errs1 = errors;
        if (errors === _errs1) {
          if (typeof data0 === "string") {
            if (func47(data0) > 253) {
              validate18.errors = [{ instancePath: instancePath + "/site", schemaPath: "#/properties/site/maxLength", keyword: "maxLength", params: { limit: 253 }, message: "must NOT have more than 253 characters" }];
              return false;
            }
          } else {
            validate18.errors = [{ instancePath: instancePath + "/site", schemaPath: "#/properties/site/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
            return false;
          }
        }
      }
    } else {
      validate18.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate18.errors = vErrors;
  return errors === 0;
}
var SiteCommandPayload = validate19;
var schema20 = { "type": "object", "properties": { "site": { "minLength": 1, "maxLength": 253, "type": "string" }, "command": { "minLength": 1, "maxLength": 128, "type": "string" }, "input": { "type": "object" }, "authMode": { "type": "string", "enum": ["auto", "strict_fail", "skip"] } }, "required": ["site", "command"] };
function validate19(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if ((data.site === void 0 || !func0.call(data, "site")) && (missing0 = "site") || (data.command === void 0 || !func0.call(data, "command")) && (missing0 = "command")) {
        validate19.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        if (data.site !== void 0 && func0.call(data, "site")) {
          let data0 = data.site;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (typeof data0 === "string") {
              if (func47(data0) > 253) {
                validate19.errors = [{ instancePath: instancePath + "/site", schemaPath: "#/properties/site/maxLength", keyword: "maxLength", params: { limit: 253 }, message: "must NOT have more than 253 characters" }];
                return false;
              } else {
                if (func47(data0) < 1) {
                  validate19.errors = [{ instancePath: instancePath + "/site", schemaPath: "#/properties/site/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                  return false;
                }
              }
            } else {
              validate19.errors = [{ instancePath: instancePath + "/site", schemaPath: "#/properties/site/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
              return false;
            }
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.command !== void 0 && func0.call(data, "command")) {
            let data1 = data.command;
            const _errs3 = errors;
            if (errors === _errs3) {
              if (typeof data1 === "string") {
                if (func47(data1) > 128) {
                  validate19.errors = [{ instancePath: instancePath + "/command", schemaPath: "#/properties/command/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters" }];
                  return false;
                } else {
                  if (func47(data1) < 1) {
                    validate19.errors = [{ instancePath: instancePath + "/command", schemaPath: "#/properties/command/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                    return false;
                  }
                }
              } else {
                validate19.errors = [{ instancePath: instancePath + "/command", schemaPath: "#/properties/command/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                return false;
              }
            }
            var valid0 = _errs3 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.input !== void 0 && func0.call(data, "input")) {
              let data2 = data.input;
              const _errs5 = errors;
              if (!(data2 && typeof data2 == "object" && !Array.isArray(data2))) {
                validate19.errors = [{ instancePath: instancePath + "/input", schemaPath: "#/properties/input/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                return false;
              }
              var valid0 = _errs5 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.authMode !== void 0 && func0.call(data, "authMode")) {
                let data3 = data.authMode;
                const _errs7 = errors;
                if (typeof data3 !== "string") {
                  validate19.errors = [{ instancePath: instancePath + "/authMode", schemaPath: "#/properties/authMode/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                  return false;
                }
                if (!(data3 === "auto" || data3 === "strict_fail" || data3 === "skip")) {
                  validate19.errors = [{ instancePath: instancePath + "/authMode", schemaPath: "#/properties/authMode/enum", keyword: "enum", params: { allowedValues: schema20.properties.authMode.enum }, message: "must be equal to one of the allowed values" }];
                  return false;
                }
                var valid0 = _errs7 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate19.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate19.errors = vErrors;
  return errors === 0;
}
var RedditFeedPayload = validate20;
var schema21 = { "type": "object", "properties": { "input": { "type": "object" }, "authMode": { "type": "string", "enum": ["auto", "strict_fail", "skip"] } } };
function validate20(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.input !== void 0 && func0.call(data, "input")) {
        let data0 = data.input;
        const _errs1 = errors;
        if (!(data0 && typeof data0 == "object" && !Array.isArray(data0))) {
          validate20.errors = [{ instancePath: instancePath + "/input", schemaPath: "#/properties/input/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
          return false;
        }
        var valid0 = _errs1 === errors;
      } else {
        var valid0 = true;
      }
      if (valid0) {
        if (data.authMode !== void 0 && func0.call(data, "authMode")) {
          let data1 = data.authMode;
          const _errs3 = errors;
          if (typeof data1 !== "string") {
            validate20.errors = [{ instancePath: instancePath + "/authMode", schemaPath: "#/properties/authMode/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
            return false;
          }
          if (!(data1 === "auto" || data1 === "strict_fail" || data1 === "skip")) {
            validate20.errors = [{ instancePath: instancePath + "/authMode", schemaPath: "#/properties/authMode/enum", keyword: "enum", params: { allowedValues: schema21.properties.authMode.enum }, message: "must be equal to one of the allowed values" }];
            return false;
          }
          var valid0 = _errs3 === errors;
        } else {
          var valid0 = true;
        }
      }
    } else {
      validate20.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate20.errors = vErrors;
  return errors === 0;
}
var ListenerSubscribePayload = validate21;
function validate21(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if ((data.listener === void 0 || !func0.call(data, "listener")) && (missing0 = "listener")) {
        validate21.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        if (data.listener !== void 0 && func0.call(data, "listener")) {
          let data0 = data.listener;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (typeof data0 === "string") {
              if (func47(data0) > 128) {
                validate21.errors = [{ instancePath: instancePath + "/listener", schemaPath: "#/properties/listener/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters" }];
                return false;
              } else {
                if (func47(data0) < 1) {
                  validate21.errors = [{ instancePath: instancePath + "/listener", schemaPath: "#/properties/listener/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                  return false;
                }
              }
            } else {
              validate21.errors = [{ instancePath: instancePath + "/listener", schemaPath: "#/properties/listener/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
              return false;
            }
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.options !== void 0 && func0.call(data, "options")) {
            let data1 = data.options;
            const _errs3 = errors;
            if (!(data1 && typeof data1 == "object" && !Array.isArray(data1))) {
              validate21.errors = [{ instancePath: instancePath + "/options", schemaPath: "#/properties/options/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
              return false;
            }
            var valid0 = _errs3 === errors;
          } else {
            var valid0 = true;
          }
        }
      }
    } else {
      validate21.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate21.errors = vErrors;
  return errors === 0;
}
var ListenerUnsubscribePayload = validate22;
function validate22(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if ((data.targetRequestId === void 0 || !func0.call(data, "targetRequestId")) && (missing0 = "targetRequestId")) {
        validate22.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        if (data.targetRequestId !== void 0 && func0.call(data, "targetRequestId")) {
          let data0 = data.targetRequestId;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (typeof data0 === "string") {
              if (func47(data0) > 128) {
                validate22.errors = [{ instancePath: instancePath + "/targetRequestId", schemaPath: "#/properties/targetRequestId/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters" }];
                return false;
              } else {
                if (func47(data0) < 1) {
                  validate22.errors = [{ instancePath: instancePath + "/targetRequestId", schemaPath: "#/properties/targetRequestId/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                  return false;
                }
              }
            } else {
              validate22.errors = [{ instancePath: instancePath + "/targetRequestId", schemaPath: "#/properties/targetRequestId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
              return false;
            }
          }
        }
      }
    } else {
      validate22.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate22.errors = vErrors;
  return errors === 0;
}
var NetworkInterceptOptions = validate23;
var schema24 = { "type": "object", "properties": { "tabSessionId": { "minLength": 1, "maxLength": 128, "type": "string" }, "site": { "pattern": "^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])$", "type": "string" }, "urlPatterns": { "items": { "pattern": "^(?:\\*|https?:\\/\\/)", "type": "string", "maxLength": 2048 }, "type": "array", "maxItems": 64 }, "requestHostAllowlist": { "items": { "pattern": "^(?:\\*\\.)?(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])$", "type": "string" }, "type": "array", "maxItems": 64 }, "mode": { "type": "string", "enum": ["network", "fetch", "hybrid"] }, "includeBody": { "type": "boolean" }, "includeHeaders": { "type": "boolean" }, "maxBodyBytes": { "maximum": 4e6, "type": "integer", "minimum": 1 }, "mimeTypes": { "items": { "pattern": "^[\\w.+-]+\\/(?:[\\w.+-]+|\\*)$", "type": "string", "maxLength": 255 }, "type": "array", "maxItems": 64 }, "streamAdapter": { "minLength": 1, "maxLength": 128, "type": "string" }, "selfUserId": { "minLength": 1, "maxLength": 256, "type": "string" } }, "required": ["tabSessionId", "site"] };
var pattern0 = new RegExp("^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])$", "u");
var pattern1 = new RegExp("^(?:\\*|https?:\\/\\/)", "u");
var pattern2 = new RegExp("^(?:\\*\\.)?(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])$", "u");
var pattern3 = new RegExp("^[\\w.+-]+\\/(?:[\\w.+-]+|\\*)$", "u");
function validate23(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if ((data.tabSessionId === void 0 || !func0.call(data, "tabSessionId")) && (missing0 = "tabSessionId") || (data.site === void 0 || !func0.call(data, "site")) && (missing0 = "site")) {
        validate23.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        if (data.tabSessionId !== void 0 && func0.call(data, "tabSessionId")) {
          let data0 = data.tabSessionId;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (typeof data0 === "string") {
              if (func47(data0) > 128) {
                validate23.errors = [{ instancePath: instancePath + "/tabSessionId", schemaPath: "#/properties/tabSessionId/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters" }];
                return false;
              } else {
                if (func47(data0) < 1) {
                  validate23.errors = [{ instancePath: instancePath + "/tabSessionId", schemaPath: "#/properties/tabSessionId/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                  return false;
                }
              }
            } else {
              validate23.errors = [{ instancePath: instancePath + "/tabSessionId", schemaPath: "#/properties/tabSessionId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
              return false;
            }
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.site !== void 0 && func0.call(data, "site")) {
            let data1 = data.site;
            const _errs3 = errors;
            if (errors === _errs3) {
              if (typeof data1 === "string") {
                if (!pattern0.test(data1)) {
                  validate23.errors = [{ instancePath: instancePath + "/site", schemaPath: "#/properties/site/pattern", keyword: "pattern", params: { pattern: "^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])$" }, message: 'must match pattern "^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])$"' }];
                  return false;
                }
              } else {
                validate23.errors = [{ instancePath: instancePath + "/site", schemaPath: "#/properties/site/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                return false;
              }
            }
            var valid0 = _errs3 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.urlPatterns !== void 0 && func0.call(data, "urlPatterns")) {
              let data2 = data.urlPatterns;
              const _errs5 = errors;
              if (errors === _errs5) {
                if (Array.isArray(data2)) {
                  if (data2.length > 64) {
                    validate23.errors = [{ instancePath: instancePath + "/urlPatterns", schemaPath: "#/properties/urlPatterns/maxItems", keyword: "maxItems", params: { limit: 64 }, message: "must NOT have more than 64 items" }];
                    return false;
                  } else {
                    var valid1 = true;
                    const len0 = data2.length;
                    for (let i0 = 0; i0 < len0; i0++) {
                      let data3 = data2[i0];
                      const _errs7 = errors;
                      if (errors === _errs7) {
                        if (typeof data3 === "string") {
                          if (func47(data3) > 2048) {
                            validate23.errors = [{ instancePath: instancePath + "/urlPatterns/" + i0, schemaPath: "#/properties/urlPatterns/items/maxLength", keyword: "maxLength", params: { limit: 2048 }, message: "must NOT have more than 2048 characters" }];
                            return false;
                          } else {
                            if (!pattern1.test(data3)) {
                              validate23.errors = [{ instancePath: instancePath + "/urlPatterns/" + i0, schemaPath: "#/properties/urlPatterns/items/pattern", keyword: "pattern", params: { pattern: "^(?:\\*|https?:\\/\\/)" }, message: 'must match pattern "^(?:\\*|https?:\\/\\/)"' }];
                              return false;
                            }
                          }
                        } else {
                          validate23.errors = [{ instancePath: instancePath + "/urlPatterns/" + i0, schemaPath: "#/properties/urlPatterns/items/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                          return false;
                        }
                      }
                      var valid1 = _errs7 === errors;
                      if (!valid1) {
                        break;
                      }
                    }
                  }
                } else {
                  validate23.errors = [{ instancePath: instancePath + "/urlPatterns", schemaPath: "#/properties/urlPatterns/type", keyword: "type", params: { type: "array" }, message: "must be array" }];
                  return false;
                }
              }
              var valid0 = _errs5 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.requestHostAllowlist !== void 0 && func0.call(data, "requestHostAllowlist")) {
                let data4 = data.requestHostAllowlist;
                const _errs9 = errors;
                if (errors === _errs9) {
                  if (Array.isArray(data4)) {
                    if (data4.length > 64) {
                      validate23.errors = [{ instancePath: instancePath + "/requestHostAllowlist", schemaPath: "#/properties/requestHostAllowlist/maxItems", keyword: "maxItems", params: { limit: 64 }, message: "must NOT have more than 64 items" }];
                      return false;
                    } else {
                      var valid2 = true;
                      const len1 = data4.length;
                      for (let i1 = 0; i1 < len1; i1++) {
                        let data5 = data4[i1];
                        const _errs11 = errors;
                        if (errors === _errs11) {
                          if (typeof data5 === "string") {
                            if (!pattern2.test(data5)) {
                              validate23.errors = [{ instancePath: instancePath + "/requestHostAllowlist/" + i1, schemaPath: "#/properties/requestHostAllowlist/items/pattern", keyword: "pattern", params: { pattern: "^(?:\\*\\.)?(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])$" }, message: 'must match pattern "^(?:\\*\\.)?(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])$"' }];
                              return false;
                            }
                          } else {
                            validate23.errors = [{ instancePath: instancePath + "/requestHostAllowlist/" + i1, schemaPath: "#/properties/requestHostAllowlist/items/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                            return false;
                          }
                        }
                        var valid2 = _errs11 === errors;
                        if (!valid2) {
                          break;
                        }
                      }
                    }
                  } else {
                    validate23.errors = [{ instancePath: instancePath + "/requestHostAllowlist", schemaPath: "#/properties/requestHostAllowlist/type", keyword: "type", params: { type: "array" }, message: "must be array" }];
                    return false;
                  }
                }
                var valid0 = _errs9 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.mode !== void 0 && func0.call(data, "mode")) {
                  let data6 = data.mode;
                  const _errs13 = errors;
                  if (typeof data6 !== "string") {
                    validate23.errors = [{ instancePath: instancePath + "/mode", schemaPath: "#/properties/mode/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                    return false;
                  }
                  if (!(data6 === "network" || data6 === "fetch" || data6 === "hybrid")) {
                    validate23.errors = [{ instancePath: instancePath + "/mode", schemaPath: "#/properties/mode/enum", keyword: "enum", params: { allowedValues: schema24.properties.mode.enum }, message: "must be equal to one of the allowed values" }];
                    return false;
                  }
                  var valid0 = _errs13 === errors;
                } else {
                  var valid0 = true;
                }
                if (valid0) {
                  if (data.includeBody !== void 0 && func0.call(data, "includeBody")) {
                    const _errs15 = errors;
                    if (typeof data.includeBody !== "boolean") {
                      validate23.errors = [{ instancePath: instancePath + "/includeBody", schemaPath: "#/properties/includeBody/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" }];
                      return false;
                    }
                    var valid0 = _errs15 === errors;
                  } else {
                    var valid0 = true;
                  }
                  if (valid0) {
                    if (data.includeHeaders !== void 0 && func0.call(data, "includeHeaders")) {
                      const _errs17 = errors;
                      if (typeof data.includeHeaders !== "boolean") {
                        validate23.errors = [{ instancePath: instancePath + "/includeHeaders", schemaPath: "#/properties/includeHeaders/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" }];
                        return false;
                      }
                      var valid0 = _errs17 === errors;
                    } else {
                      var valid0 = true;
                    }
                    if (valid0) {
                      if (data.maxBodyBytes !== void 0 && func0.call(data, "maxBodyBytes")) {
                        let data9 = data.maxBodyBytes;
                        const _errs19 = errors;
                        if (!(typeof data9 == "number" && (!(data9 % 1) && !isNaN(data9)) && isFinite(data9))) {
                          validate23.errors = [{ instancePath: instancePath + "/maxBodyBytes", schemaPath: "#/properties/maxBodyBytes/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                          return false;
                        }
                        if (errors === _errs19) {
                          if (typeof data9 == "number" && isFinite(data9)) {
                            if (data9 > 4e6 || isNaN(data9)) {
                              validate23.errors = [{ instancePath: instancePath + "/maxBodyBytes", schemaPath: "#/properties/maxBodyBytes/maximum", keyword: "maximum", params: { comparison: "<=", limit: 4e6 }, message: "must be <= 4000000" }];
                              return false;
                            } else {
                              if (data9 < 1 || isNaN(data9)) {
                                validate23.errors = [{ instancePath: instancePath + "/maxBodyBytes", schemaPath: "#/properties/maxBodyBytes/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" }];
                                return false;
                              }
                            }
                          }
                        }
                        var valid0 = _errs19 === errors;
                      } else {
                        var valid0 = true;
                      }
                      if (valid0) {
                        if (data.mimeTypes !== void 0 && func0.call(data, "mimeTypes")) {
                          let data10 = data.mimeTypes;
                          const _errs21 = errors;
                          if (errors === _errs21) {
                            if (Array.isArray(data10)) {
                              if (data10.length > 64) {
                                validate23.errors = [{ instancePath: instancePath + "/mimeTypes", schemaPath: "#/properties/mimeTypes/maxItems", keyword: "maxItems", params: { limit: 64 }, message: "must NOT have more than 64 items" }];
                                return false;
                              } else {
                                var valid3 = true;
                                const len2 = data10.length;
                                for (let i2 = 0; i2 < len2; i2++) {
                                  let data11 = data10[i2];
                                  const _errs23 = errors;
                                  if (errors === _errs23) {
                                    if (typeof data11 === "string") {
                                      if (func47(data11) > 255) {
                                        validate23.errors = [{ instancePath: instancePath + "/mimeTypes/" + i2, schemaPath: "#/properties/mimeTypes/items/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters" }];
                                        return false;
                                      } else {
                                        if (!pattern3.test(data11)) {
                                          validate23.errors = [{ instancePath: instancePath + "/mimeTypes/" + i2, schemaPath: "#/properties/mimeTypes/items/pattern", keyword: "pattern", params: { pattern: "^[\\w.+-]+\\/(?:[\\w.+-]+|\\*)$" }, message: 'must match pattern "^[\\w.+-]+\\/(?:[\\w.+-]+|\\*)$"' }];
                                          return false;
                                        }
                                      }
                                    } else {
                                      validate23.errors = [{ instancePath: instancePath + "/mimeTypes/" + i2, schemaPath: "#/properties/mimeTypes/items/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                      return false;
                                    }
                                  }
                                  var valid3 = _errs23 === errors;
                                  if (!valid3) {
                                    break;
                                  }
                                }
                              }
                            } else {
                              validate23.errors = [{ instancePath: instancePath + "/mimeTypes", schemaPath: "#/properties/mimeTypes/type", keyword: "type", params: { type: "array" }, message: "must be array" }];
                              return false;
                            }
                          }
                          var valid0 = _errs21 === errors;
                        } else {
                          var valid0 = true;
                        }
                        if (valid0) {
                          if (data.streamAdapter !== void 0 && func0.call(data, "streamAdapter")) {
                            let data12 = data.streamAdapter;
                            const _errs25 = errors;
                            if (errors === _errs25) {
                              if (typeof data12 === "string") {
                                if (func47(data12) > 128) {
                                  validate23.errors = [{ instancePath: instancePath + "/streamAdapter", schemaPath: "#/properties/streamAdapter/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters" }];
                                  return false;
                                } else {
                                  if (func47(data12) < 1) {
                                    validate23.errors = [{ instancePath: instancePath + "/streamAdapter", schemaPath: "#/properties/streamAdapter/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                                    return false;
                                  }
                                }
                              } else {
                                validate23.errors = [{ instancePath: instancePath + "/streamAdapter", schemaPath: "#/properties/streamAdapter/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                return false;
                              }
                            }
                            var valid0 = _errs25 === errors;
                          } else {
                            var valid0 = true;
                          }
                          if (valid0) {
                            if (data.selfUserId !== void 0 && func0.call(data, "selfUserId")) {
                              let data13 = data.selfUserId;
                              const _errs27 = errors;
                              if (errors === _errs27) {
                                if (typeof data13 === "string") {
                                  if (func47(data13) > 256) {
                                    validate23.errors = [{ instancePath: instancePath + "/selfUserId", schemaPath: "#/properties/selfUserId/maxLength", keyword: "maxLength", params: { limit: 256 }, message: "must NOT have more than 256 characters" }];
                                    return false;
                                  } else {
                                    if (func47(data13) < 1) {
                                      validate23.errors = [{ instancePath: instancePath + "/selfUserId", schemaPath: "#/properties/selfUserId/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                                      return false;
                                    }
                                  }
                                } else {
                                  validate23.errors = [{ instancePath: instancePath + "/selfUserId", schemaPath: "#/properties/selfUserId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                  return false;
                                }
                              }
                              var valid0 = _errs27 === errors;
                            } else {
                              var valid0 = true;
                            }
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    } else {
      validate23.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate23.errors = vErrors;
  return errors === 0;
}

// <stdin>
var TabOpenPayload2 = { matches: TabOpenPayload, codes: { "wrong": "invalid_payload", "missing": "invalid_payload", "fields": { "url": { "wrong": "invalid_url", "missing": "invalid_url" } } } };
var EmptyPayload2 = { matches: EmptyPayload, codes: { "wrong": "invalid_payload", "missing": "invalid_payload", "fields": {} } };
var TabNavigatePayload2 = { matches: TabNavigatePayload, codes: { "wrong": "invalid_payload", "missing": "invalid_payload", "fields": { "url": { "wrong": "invalid_url", "missing": "invalid_url" } } } };
var TabCloseOwnedPayload2 = { matches: TabCloseOwnedPayload, codes: { "wrong": "invalid_payload", "missing": "invalid_payload", "fields": {} } };
var ExtractTextPayload2 = { matches: ExtractTextPayload, codes: { "wrong": "invalid_payload", "missing": "invalid_payload", "fields": {} } };
var ExtractHtmlPayload2 = { matches: ExtractHtmlPayload, codes: { "wrong": "invalid_payload", "missing": "invalid_payload", "fields": { "url": { "wrong": "invalid_url", "missing": "invalid_url" } } } };
var DistillPayload2 = { matches: DistillPayload, codes: { "wrong": "invalid_payload", "missing": "invalid_payload", "fields": { "url": { "wrong": "invalid_url", "missing": "invalid_url" } } } };
var ScreenshotPayload2 = { matches: ScreenshotPayload, codes: { "wrong": "invalid_payload", "missing": "invalid_payload", "fields": { "url": { "wrong": "invalid_url", "missing": "invalid_url" }, "mode": { "wrong": "invalid_screenshot_mode", "missing": "invalid_screenshot_mode" }, "format": { "wrong": "invalid_screenshot_format", "missing": "invalid_screenshot_format" }, "quality": { "wrong": "invalid_screenshot_quality", "missing": "invalid_screenshot_quality" } } } };
var CommandListPayload2 = { matches: CommandListPayload, codes: { "wrong": "invalid_payload", "missing": "invalid_payload", "fields": {} } };
var SiteCommandPayload2 = { matches: SiteCommandPayload, codes: { "wrong": "invalid_payload", "missing": "invalid_payload", "fields": {} } };
var RedditFeedPayload2 = { matches: RedditFeedPayload, codes: { "wrong": "invalid_payload", "missing": "invalid_payload", "fields": {} } };
var ListenerSubscribePayload2 = { matches: ListenerSubscribePayload, codes: { "wrong": "invalid_payload", "missing": "invalid_payload", "fields": {} } };
var ListenerUnsubscribePayload2 = { matches: ListenerUnsubscribePayload, codes: { "wrong": "invalid_payload", "missing": "invalid_payload", "fields": { "targetRequestId": { "wrong": "missing_listener_target", "missing": "missing_listener_target" } } } };
var NetworkInterceptOptions2 = { matches: NetworkInterceptOptions, codes: { "wrong": "invalid_listener_options", "missing": "invalid_listener_options", "fields": { "tabSessionId": { "wrong": "invalid_listener_tab_session_id", "missing": "invalid_listener_tab_session_id" }, "site": { "wrong": "invalid_listener_site", "missing": "invalid_listener_site" }, "urlPatterns": { "wrong": "invalid_listener_url_patterns", "missing": "invalid_listener_url_patterns" }, "requestHostAllowlist": { "wrong": "invalid_listener_request_host_allowlist", "missing": "invalid_listener_request_host_allowlist" }, "mode": { "wrong": "invalid_listener_mode", "missing": "invalid_listener_mode" }, "includeBody": { "wrong": "invalid_listener_include_body", "missing": "invalid_listener_include_body" }, "includeHeaders": { "wrong": "invalid_listener_include_headers", "missing": "invalid_listener_include_headers" }, "maxBodyBytes": { "wrong": "invalid_listener_max_body_bytes", "missing": "invalid_listener_max_body_bytes" }, "mimeTypes": { "wrong": "invalid_listener_mime_types", "missing": "invalid_listener_mime_types" }, "streamAdapter": { "wrong": "invalid_listener_stream_adapter", "missing": "invalid_listener_stream_adapter" }, "selfUserId": { "wrong": "invalid_listener_self_user_id", "missing": "invalid_listener_self_user_id" } } } };
var PAYLOADS = new Map(Object.entries({
  "primitive.tab.open": TabOpenPayload2,
  "primitive.tab.close": EmptyPayload2,
  "primitive.tab.navigate": TabNavigatePayload2,
  "primitive.tab.query": EmptyPayload2,
  "primitive.tab.close_owned": TabCloseOwnedPayload2,
  "primitive.dom.extract_text": ExtractTextPayload2,
  "primitive.dom.extract_html": ExtractHtmlPayload2,
  "primitive.dom.extract_clean_html": ExtractHtmlPayload2,
  "primitive.dom.extract_distilled_html": DistillPayload2,
  "primitive.dom.extract_markdown": DistillPayload2,
  "primitive.page.screenshot": ScreenshotPayload2,
  "command.list": CommandListPayload2,
  "command.run": SiteCommandPayload2,
  "command.test": SiteCommandPayload2,
  "command.reddit_feed": RedditFeedPayload2,
  "listener.subscribe": ListenerSubscribePayload2,
  "listener.unsubscribe": ListenerUnsubscribePayload2
}));
var LISTENER_OPTIONS = new Map(Object.entries({
  "network.http_intercept": NetworkInterceptOptions2
}));
function validatePayload(action, payload) {
  const dto = PAYLOADS.get(action);
  if (dto === void 0) throw new OttoError("unsupported_action", { action });
  check(dto, payload, { action });
}
function validateListenerOptions(listener, options) {
  const dto = LISTENER_OPTIONS.get(listener);
  if (dto === void 0) throw new OttoError("unsupported_listener", { listener });
  check(dto, options, { listener });
}
function check({ matches, codes }, value, details) {
  if (matches(value)) return;
  throw violationError(matches.errors[0], (field, isMissing) => {
    const own = codes.fields[field] ?? codes;
    return isMissing ? own.missing : own.wrong;
  }, details);
}
export {
  validateListenerOptions,
  validatePayload
};
